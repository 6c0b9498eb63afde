package org.uputnica.platform.problem;

/** An operation whose body may be larger than a megabyte; {@link BodyLimit} asks every bean. */
public interface LargerBody {
  /** Whether the body of a request to this path is one. */
  boolean isSentTo(String path);

  /** Largest body, in bytes. */
  long largest();
}
