package org.uputnica.launch;

/**
 * The logins of the embedded database. Their passwords are public, which is bearable because it
 * listens on this machine alone; {@link UnsafeSettings} refuses them anywhere else.
 */
enum DatabaseLogin {
  /** The superuser that provisions; the service never uses it. */
  SUPERUSER("postgres"),
  OWNER("uputnica_owner"),
  SERVICE("uputnica_app"),
  KEYCLOAK("keycloak");

  private final String role;

  DatabaseLogin(String role) {
    this.role = role;
  }

  String role() {
    return role;
  }

  String password() {
    return "demo-" + role;
  }
}
