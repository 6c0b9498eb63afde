package org.uputnica.platform.print;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.ConfigurationException;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.fop.events.model.EventSeverity;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.SAXException;

/**
 * Sets leaflets as PDF: letters joined, lines from the side where the language begins, words whole.
 * Nothing is loaded but the faces in this house. The file says its title and language and neither
 * who made it, when, nor with what.
 */
@ApplicationScoped
public class Press {
  private static final String PDF = "application/pdf";
  private static final URI HOUSE = URI.create("print:/");

  @SuppressWarnings("JavaUtilDate") // what the library takes
  private static final Date NO_DAY = new Date(0);

  private final FopFactory house;

  Press() {
    ResourceResolver faces = new OnlyFaces();
    try {
      house =
          new FopFactoryBuilder(HOUSE, faces)
              .setConfiguration(
                  new DefaultConfigurationBuilder()
                      .build(
                          new ByteArrayInputStream(
                              configuration().getBytes(StandardCharsets.UTF_8))))
              .build();
    } catch (ConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
    house
        .getFontManager()
        .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(HOUSE, faces));
  }

  /** The pages of a leaflet on paper of this size. */
  public byte[] print(Leaflet leaflet, Paper paper) {
    var pages = new ByteArrayOutputStream();
    FOUserAgent order = house.newFOUserAgent();
    order.setTitle(leaflet.title());
    order.setProducer("");
    order.setCreationDate(NO_DAY);
    order
        .getEventBroadcaster()
        .addEventListener(event -> {
          if (event.getSeverity() == EventSeverity.ERROR
              || event.getSeverity() == EventSeverity.FATAL) {
            throw new IllegalStateException(event.getEventID());
          }
        });
    try {
      new FormattingObjects(
              house.newFop(PDF, order, pages).getDefaultHandler(), leaflet.language(), paper)
          .write(leaflet);
    } catch (SAXException untold) {
      // what it says could hold words of the leaflet
      throw new IllegalStateException("a leaflet could not be set: " + untold.getClass().getName());
    }
    return pages.toByteArray();
  }

  private static String configuration() {
    StringBuilder fonts = new StringBuilder();
    for (Face face : Face.values()) {
      fonts.append(font(face, face.regular(), "normal")).append(font(face, face.bold(), "bold"));
    }
    return """
    <fop version="1.0"><renderers><renderer mime="%s"><fonts>%s</fonts></renderer></renderers></fop>
    """
        .formatted(PDF, fonts);
  }

  private static String font(Face face, String file, String weight) {
    return """
    <font embed-url="%s"><font-triplet name="%s" style="normal" weight="%s"/></font>
    """
        .formatted(file, face.name(), weight);
  }

  private static final class OnlyFaces implements ResourceResolver {
    @Override
    public Resource getResource(URI address) throws IOException {
      String path = address.getPath();
      return new Resource(Face.open(path == null ? "" : path.substring(path.lastIndexOf('/') + 1)));
    }

    @Override
    public OutputStream getOutputStream(URI address) throws IOException {
      throw new IOException("nothing is written");
    }
  }
}
