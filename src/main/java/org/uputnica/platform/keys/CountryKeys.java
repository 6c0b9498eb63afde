package org.uputnica.platform.keys;

import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The keys of one country's node, all EC P-256 (RFC 7518): JWS with ES256, JWE with ECDH-ES+A256KW.
 * Private keys may be handles of a key service; only their use is promised, not their bytes. Key
 * ids are RFC 7638 thumbprints.
 *
 * @param sign private key for JWS
 * @param decrypt private key for JWE
 * @param publicSign what partners verify with; holds no private part
 * @param publicEncrypt what partners encrypt to; holds no private part
 */
public record CountryKeys(
    PublicJsonWebKey sign,
    PublicJsonWebKey decrypt,
    PublicJsonWebKey publicSign,
    PublicJsonWebKey publicEncrypt) {
  @Override
  public String toString() {
    return "CountryKeys[sign=" + sign.getKeyId() + ", decrypt=" + decrypt.getKeyId() + "]";
  }
}
