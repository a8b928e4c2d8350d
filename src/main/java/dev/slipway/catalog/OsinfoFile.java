package dev.slipway.catalog;

import dev.slipway.catalog.OperatingSystem.Amounts;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One file of libosinfo's database, {@code os/VENDOR/NAME.xml}: an element {@code os} with its names, days and resources. Of those
 * only what is for all processors, or for those that hosts have, and is in no other language. A file with a document type is not
 * read: entities are how a few bytes become many, or other files.
 */
final class OsinfoFile {
    private static final XMLInputFactory XML = hardened();
    private static final String OS = "/libosinfo/os/";
    private static final int LONGEST_TEXT = 200;
    private static final int DEEPEST = 32;
    private static final long MIB = 1024 * 1024;
    private static final int MOST_VCPUS = 1024;
    private static final long MOST_MIB = 1024L * 1024;

    private final Map<String, String> said = new HashMap<>();
    private final Map<String, Map<String, Long>> resources = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private boolean counts;
    private boolean foreign;

    private OsinfoFile() {}

    /** Empty if it is of no system that has a short id and a name. @throws XMLStreamException if it is broken, or hostile */
    static Optional<OperatingSystem> read(InputStream in) throws XMLStreamException {
        var file = new OsinfoFile();
        XMLStreamReader reader = XML.createXMLStreamReader(in);
        try {
            while (reader.hasNext()) {
                file.take(reader, reader.next());
            }
        } finally {
            reader.close();
        }
        return file.system();
    }

    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to " + systemId);
        });
        return factory;
    }

    private void take(XMLStreamReader reader, int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XMLStreamException("it has a document type", reader.getLocation());
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> path.removeLast();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
            default -> {
                // Comments and white space.
            }
        }
    }

    private void begin(XMLStreamReader reader) throws XMLStreamException {
        path.addLast(reader.getLocalName());
        if (path.size() > DEEPEST) {
            throw new XMLStreamException("it is nested too deeply", reader.getLocation());
        }
        if (here().equals(OS + "resources")) {
            String arch = reader.getAttributeValue(null, "arch");
            counts = arch == null || arch.equals("all") || arch.equals("x86_64");
        }
        foreign = reader.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang") != null;
    }

    private String here() {
        return "/" + String.join("/", path);
    }

    private void text(String text) {
        String words = text.strip();
        if (words.isEmpty() || foreign || words.length() > LONGEST_TEXT) {
            return;
        }
        String here = here();
        if (here.startsWith(OS + "resources/")) {
            if (counts && path.size() == 5) {
                String[] steps = here.substring(OS.length()).split("/");
                number(words)
                        .ifPresent(n -> resources
                                .computeIfAbsent(steps[1], k -> new HashMap<>())
                                .put(steps[2], n));
            }
        } else if (here.startsWith(OS)) {
            said.putIfAbsent(here.substring(OS.length()), words);
        }
    }

    private static Optional<Long> number(String words) {
        return words.matches("\\d{1,18}") ? Optional.of(Long.parseLong(words)) : Optional.empty();
    }

    private Optional<OperatingSystem> system() {
        String id = said.getOrDefault("short-id", "");
        String name = said.getOrDefault("name", "");
        return id.isEmpty() || name.isEmpty() || name.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(new OperatingSystem(id, name, day(), amounts("minimum"), amounts("recommended")));
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.ofNullable(said.get("eol-date")).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In bytes there; here in MiB, as far as that can be meant. */
    private Optional<Amounts> amounts(String which) {
        var said = resources.getOrDefault(which, Map.of());
        var amounts = new Amounts(
                (int) within(said.getOrDefault("n-cpus", 0L), MOST_VCPUS),
                within((said.getOrDefault("ram", 0L) + MIB - 1) / MIB, MOST_MIB),
                within((said.getOrDefault("storage", 0L) + MIB - 1) / MIB, MOST_MIB * MOST_VCPUS));
        return amounts.equals(new Amounts(0, 0, 0)) ? Optional.empty() : Optional.of(amounts);
    }

    private static long within(long number, long most) {
        return number > most ? 0 : number;
    }
}
