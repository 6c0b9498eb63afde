package org.uputnica.platform.api;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Sends a stream as it is read. An operation of the contract has two forms of answer, its own and a
 * problem; the framework then chooses the writer by the class of the response around the stream,
 * and without this one would send the stream's name.
 */
@Provider
@Produces({"application/jsonl", "application/pdf", "text/csv", MediaType.APPLICATION_OCTET_STREAM})
public class StreamWriter implements MessageBodyWriter<Object> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return InputStream.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object stream,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    try (InputStream in = (InputStream) stream) {
      in.transferTo(out);
    }
  }
}
