package dev.slipway.hypervisor.libvirt;

import java.io.StringWriter;
import java.util.function.IntPredicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML as a tree of nested calls. Escaping is the writer's business; text that XML can't hold is dropped. */
final class Xml {
    private static final IntPredicate ALLOWED = c -> c == '\t'
            || c == '\n'
            || (c >= 0x20 && c <= 0xd7ff)
            || (c >= 0xe000 && c <= 0xfffd)
            || (c >= 0x10000 && c <= 0x10ffff);

    private final XMLStreamWriter out;
    private int depth;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** The content of an element. */
    @FunctionalInterface
    interface Content {
        void write() throws XMLStreamException;
    }

    /** The root element. */
    @FunctionalInterface
    interface Document {
        void write(Xml xml) throws XMLStreamException;
    }

    static String write(Document document) {
        var text = new StringWriter();
        try {
            var xml = new Xml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
            document.write(xml);
            xml.out.close();
            return text.toString().strip() + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    Xml element(String name, Attributes attributes, Content content) throws XMLStreamException {
        newLine();
        out.writeStartElement(name);
        attributes.write(out);
        depth++;
        content.write();
        depth--;
        newLine();
        out.writeEndElement();
        return this;
    }

    Xml element(String name, Content content) throws XMLStreamException {
        return element(name, Attributes.NONE, content);
    }

    Xml empty(String name, Attributes attributes) throws XMLStreamException {
        newLine();
        out.writeEmptyElement(name);
        attributes.write(out);
        return this;
    }

    Xml text(String name, Attributes attributes, String text) throws XMLStreamException {
        newLine();
        out.writeStartElement(name);
        attributes.write(out);
        out.writeCharacters(clean(text));
        out.writeEndElement();
        return this;
    }

    Xml text(String name, String text) throws XMLStreamException {
        return text(name, Attributes.NONE, text);
    }

    /** An empty element in a namespace of its own. */
    Xml emptyIn(String namespace, String prefix, String name, Attributes attributes) throws XMLStreamException {
        newLine();
        out.writeEmptyElement(prefix, name, namespace);
        out.writeNamespace(prefix, namespace);
        attributes.write(out);
        return this;
    }

    private void newLine() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    static String clean(String text) {
        return text.codePoints()
                .filter(ALLOWED)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Names and values in turn. */
    record Attributes(String... namesAndValues) {
        static final Attributes NONE = new Attributes();

        private void write(XMLStreamWriter out) throws XMLStreamException {
            for (var i = 0; i < namesAndValues.length; i += 2) {
                out.writeAttribute(namesAndValues[i], clean(namesAndValues[i + 1]));
            }
        }
    }

    static Attributes with(String... namesAndValues) {
        return new Attributes(namesAndValues);
    }
}
