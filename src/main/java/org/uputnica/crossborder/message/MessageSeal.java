package org.uputnica.crossborder.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.keys.CountryKeys;
import org.uputnica.platform.keys.KeyCustody;

/**
 * Signs with the sender's key and seals for the receiver's (JWS with ES256 inside JWE with
 * ECDH-ES+A256KW and A256GCM). Other algorithms are not accepted, whatever a header says.
 */
@ApplicationScoped
public class MessageSeal {
  private static final AlgorithmConstraints SIGNATURE =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
  private static final AlgorithmConstraints KEY_AGREEMENT =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
  private static final AlgorithmConstraints ENCRYPTION =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

  private final KeyCustody custody;
  private final ObjectMapper json;

  MessageSeal(KeyCustody custody, ObjectMapper json) {
    this.custody = custody;
    this.json = json;
  }

  public String seal(Message message) {
    CountryKeys sender = custody.country(new CountryCode(message.sender()));
    CountryKeys receiver = custody.country(new CountryCode(message.receiver()));
    try {
      JsonWebSignature signed = new JsonWebSignature();
      signed.setPayload(json.writeValueAsString(message));
      signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      signed.setKeyIdHeaderValue(sender.sign().getKeyId());
      signed.setKey(sender.sign().getPrivateKey());
      JsonWebEncryption sealed = new JsonWebEncryption();
      sealed.setPayload(signed.getCompactSerialization());
      sealed.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
      sealed.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
      sealed.setKeyIdHeaderValue(receiver.publicEncrypt().getKeyId());
      sealed.setContentTypeHeaderValue("JWS");
      sealed.setKey(receiver.publicEncrypt().getKey());
      return sealed.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens what was sealed for {@code receiver} and checks that {@code sender} signed it.
   *
   * @throws ForgedMessageException when it does not open, the signature does not fit, or the names
   *     inside differ
   */
  public Message open(String token, CountryCode sender, CountryCode receiver) {
    try {
      JsonWebEncryption sealed = new JsonWebEncryption();
      sealed.setAlgorithmConstraints(KEY_AGREEMENT);
      sealed.setContentEncryptionAlgorithmConstraints(ENCRYPTION);
      sealed.setCompactSerialization(token);
      sealed.setKey(custody.country(receiver).decrypt().getPrivateKey());
      JsonWebSignature signed = new JsonWebSignature();
      signed.setAlgorithmConstraints(SIGNATURE);
      signed.setCompactSerialization(sealed.getPayload());
      signed.setKey(custody.country(sender).publicSign().getKey());
      if (!signed.verifySignature()) {
        throw new ForgedMessageException("the signature does not fit");
      }
      Message message = json.readValue(signed.getPayload(), Message.class);
      if (!message.sender().equals(sender.value())
          || !message.receiver().equals(receiver.value())) {
        throw new ForgedMessageException("it is not from or not for whom it claims");
      }
      return message;
    } catch (JoseException | JsonProcessingException e) {
      throw new ForgedMessageException("it does not open");
    }
  }
}
