package org.uputnica.testing;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.uputnica.platform.id.Ids;

/**
 * Somebody on a device with a key of its own: her token is bound to it, and every request comes
 * with a proof.
 */
public final class Phone {
  public final UUID id = Ids.random();
  private final String token;
  private final ClientKey key;

  private Phone(String token, ClientKey key) {
    this.token = token;
    this.key = key;
  }

  /** With a token and a key that somebody has already. */
  public static Phone with(String token, ClientKey key) {
    return new Phone(token, key);
  }

  /** Signed in, in a session of its own; not registered. */
  public static Phone of(Person person) {
    ClientKey key = new ClientKey();
    return new Phone(Tokens.bound(person.username(), key), key);
  }

  /** Signed in and registered. */
  public static Phone registered(Person person) {
    Phone phone = of(person);
    phone.register().then().statusCode(201);
    return phone;
  }

  public Response register() {
    return sends().body(registration()).post("/v1/devices");
  }

  public Map<String, Object> registration() {
    return Map.of("id", id, "label", "blue with a crack", "kind", "PHONE");
  }

  /** A request from it. */
  public RequestSpecification sends() {
    return As.anybody().header("Authorization", "DPoP " + token).filter(new Proving());
  }

  /** As {@link #sends()}, with this proof. */
  public RequestSpecification sends(String proof) {
    return As.anybody().header("Authorization", "DPoP " + token).header("DPoP", proof);
  }

  /** A proof for a request to this path. */
  public String proof(String method, String path) {
    return key.proof(method, base() + path, token);
  }

  public ClientKey key() {
    return key;
  }

  private static String base() {
    return io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port;
  }

  private final class Proving implements Filter {
    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification expected,
        FilterContext context) {
      String address = request.getURI().split("[?]", 2)[0];
      request.replaceHeader("DPoP", key.proof(request.getMethod(), address, token));
      return context.next(request, expected);
    }
  }
}
