package dev.slipway.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * libosinfo's database on this machine, read every hour. What of it is broken, too large or hostile is left out; without the
 * directory there is nothing.
 */
@Component
class OsinfoDatabase {
    private static final Logger log = LoggerFactory.getLogger(OsinfoDatabase.class);
    private static final int DEPTH = 3;
    private static final int MOST_FILES = 5000;
    private static final int LONGEST_FILE = 512 * 1024;

    private final Path directory;
    private volatile List<OperatingSystem> known = List.of();

    OsinfoDatabase(CatalogProperties properties) {
        this.directory = properties.osinfoDirectory();
    }

    /** As they were last read; none in the first moments. */
    List<OperatingSystem> all() {
        return known;
    }

    /** Before somebody asks, for it takes seconds; and again, for packages are updated. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT1H")
    void read() {
        known = systems();
    }

    private List<OperatingSystem> systems() {
        Path root = directory.resolve("os");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<OperatingSystem> found = new ArrayList<>();
        int leftOut = 0;
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            for (Path file :
                    (Iterable<Path>) files.filter(OsinfoDatabase::isOne).limit(MOST_FILES)::iterator) {
                try {
                    system(file).ifPresent(found::add);
                } catch (IOException | XMLStreamException | RuntimeException e) {
                    leftOut++;
                    log.debug("{} is left out", file, e);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn(
                    "The database of operating systems in {} cannot be read to its end: what was read so far is used",
                    root,
                    e);
        }
        if (leftOut > 0) {
            log.warn(
                    "{} files of the database of operating systems in {} are left out: they cannot be read",
                    leftOut,
                    root);
        }
        return List.copyOf(found);
    }

    private static boolean isOne(Path file) {
        return file.toString().endsWith(".xml") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<OperatingSystem> system(Path file) throws IOException, XMLStreamException {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LONGEST_FILE + 1);
            if (content.length > LONGEST_FILE) {
                throw new IOException("it is too large for a file of that database");
            }
            return OsinfoFile.read(new ByteArrayInputStream(content));
        }
    }
}
