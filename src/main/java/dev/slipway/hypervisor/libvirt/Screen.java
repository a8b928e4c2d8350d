package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.Xml.with;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.w3c.dom.Element;

/**
 * A domain's VNC screen. At rest it has a password that nobody knows and that expired long ago: without one it would
 * be open to everybody on the host, and could not get one later.
 */
final class Screen {
    /** All that VNC's authentication looks at. */
    private static final int LENGTH = 8;

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String LONG_AGO = "2000-01-01T00:00:00";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final SecureRandom random = new SecureRandom();

    private Screen() {}

    /** The element for a definition. */
    static void write(Xml xml) throws XMLStreamException {
        xml.element(
                "graphics",
                with(
                        "type",
                        "vnc",
                        "autoport",
                        "yes",
                        "listen",
                        "127.0.0.1",
                        "passwd",
                        "locked",
                        "passwdValidTo",
                        LONG_AGO),
                () -> xml.empty("listen", with("type", "address", "address", "127.0.0.1")));
    }

    /** The element as the running domain has it, with another password; everything else must stay. */
    static String unlocked(Element graphics, String password, Instant until) {
        graphics.setAttribute("passwd", password);
        graphics.setAttribute("passwdValidTo", UTC.format(until));
        return XmlFacts.write(graphics);
    }

    /** The definition with a screen as {@link #write} makes it, in place of what it has; empty if it has such a one. */
    static Optional<String> locked(XmlFacts definition) {
        var present = definition.count("/domain/devices/graphics");
        if (present == 1
                && definition
                        .element("/domain/devices/graphics[@type='vnc'][@passwd][@passwdValidTo][@listen='127.0.0.1']")
                        .isPresent()) {
            return Optional.empty();
        }
        var devices = definition.element("/domain/devices").orElseThrow();
        for (var child = devices.getFirstChild(); child != null; ) {
            var next = child.getNextSibling();
            if (child.getNodeName().equals("graphics")) {
                devices.removeChild(child);
            }
            child = next;
        }
        var ours = XmlFacts.of(Xml.write(Screen::write)).element("/graphics").orElseThrow();
        devices.appendChild(devices.getOwnerDocument().importNode(ours, true));
        return Optional.of(XmlFacts.write(definition.element("/domain").orElseThrow()));
    }

    static String freshPassword() {
        var password = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
