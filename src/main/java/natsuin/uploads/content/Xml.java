package natsuin.uploads.content;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML of strangers: no document type, no entities of its own, nothing fetched. */
final class Xml {
  private static final int DEEPEST = 200;

  /** Is told what stands in the file, in order. */
  interface Reader {
    /** An element begins; its attributes may be asked for now. */
    void begin(String name, XMLStreamReader at);

    /** Characters. */
    default void text(String text) {}

    /** An element ends. */
    default void end(String name) {}
  }

  private Xml() {}

  static void read(byte[] content, Deadline deadline, Reader reader) {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      var xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      int depth = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        deadline.check();
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > DEEPEST) {
              throw new UnfitException(Unfit.DAMAGED);
            }
            reader.begin(xml.getLocalName(), xml);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            reader.end(xml.getLocalName());
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              reader.text(xml.getText());
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new UnfitException(Unfit.DAMAGED);
          default -> {}
        }
      }
    } catch (XMLStreamException | RuntimeException unreadable) {
      throw unreadable instanceof UnfitException known ? known : new UnfitException(Unfit.DAMAGED);
    }
  }

  /** An attribute by its local name; empty where there is none. */
  static String attribute(XMLStreamReader at, String name) {
    for (int i = 0; i < at.getAttributeCount(); i++) {
      if (at.getAttributeLocalName(i).equals(name)) {
        return at.getAttributeValue(i);
      }
    }
    return "";
  }
}
