package org.uputnica.platform.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
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
 * and without this one would send the stream's name; also for whoever asks for a problem alone.
 * What breaks off on the way ends the connection.
 */
@Provider
@Produces({
  "application/jsonl",
  "application/pdf",
  "text/csv",
  MediaType.SERVER_SENT_EVENTS,
  "audio/mpeg",
  "audio/ogg",
  "image/png",
  "image/svg+xml",
  MediaType.APPLICATION_OCTET_STREAM,
  "application/problem+json"
})
public class StreamWriter implements MessageBodyWriter<Object> {
  private final CurrentVertxRequest request;

  StreamWriter(CurrentVertxRequest request) {
    this.request = request;
  }

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
    } catch (IOException | RuntimeException broken) {
      HttpServerRequest asked = request.getCurrent().request();
      if (asked.response().headWritten()) {
        // Or whoever reads would wait for the rest of it without end.
        asked.connection().close();
      }
      throw broken;
    }
  }
}
