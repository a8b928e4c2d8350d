package dev.slipway.hypervisor.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads single facts out of the XML that a host sends. The host is trusted little: no entities, nothing fetched. */
final class XmlFacts {
    private final Document document;

    private XmlFacts(Document document) {
        this.document = document;
    }

    static XmlFacts of(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            return new XmlFacts(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the host sent XML that cannot be read", e);
        }
    }

    /** The text at an XPath; empty if it is absent or blank. */
    Optional<String> text(String path) {
        return Optional.of(evaluate("string(" + path + ")", String.class))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The text of each node at an XPath, in the document's order. */
    List<String> texts(String path) {
        var nodes = evaluate(path, XPathNodes.class);
        return nodes == null
                ? List.of()
                : StreamSupport.stream(nodes.spliterator(), false)
                        .map(node -> node.getNodeValue() == null ? node.getTextContent() : node.getNodeValue())
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    String require(String path) {
        return text(path).orElseThrow(() -> new IllegalStateException("the host's XML lacks " + path));
    }

    long number(String path) {
        return Long.parseLong(require(path));
    }

    int count(String path) {
        return evaluate("count(" + path + ")", Integer.class);
    }

    Optional<Element> element(String path) {
        try {
            return Optional.ofNullable((Element)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODE));
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** Changes an attribute of every element at an XPath that has this value. */
    void replace(String path, String attribute, String from, String to) {
        try {
            var found = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            for (var i = 0; i < found.getLength(); i++) {
                var element = (Element) found.item(i);
                if (element.getAttribute(attribute).equals(from)) {
                    element.setAttribute(attribute, to);
                }
            }
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    String write() {
        return write(document.getDocumentElement());
    }

    static String write(Element element) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private <T> T evaluate(String expression, Class<T> type) {
        try {
            return XPathFactory.newDefaultInstance().newXPath().evaluateExpression(expression, document, type);
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(expression, e);
        }
    }
}
