package org.uputnica.directory.api.hsds;

/** A directory file cannot be used; the message names file, path and what is wrong. */
public class HsdsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HsdsException(String file, String path, String wrong) {
    super(path.isEmpty() ? file + ": " + wrong : file + " at " + path + ": " + wrong);
  }
}
