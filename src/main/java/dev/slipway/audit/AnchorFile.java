package dev.slipway.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How far the chain had come when this node last looked, in {@code <slipway.state>/audit-anchor}, where whoever can write
 * to the database cannot: from it we know that the end was cut off, or all made anew.
 */
@Component
class AnchorFile {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorFile.class);
    private static final String NAME = "audit-anchor";

    private final Path file;

    AnchorFile(@Value("${slipway.state}") Path state) {
        this.file = state.resolve(NAME);
    }

    record Remembered(UUID chain, ChainAnchor anchor) {}

    Optional<Remembered> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new Remembered(UUID.fromString(words[0]), ChainAnchor.parse(words[1])));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(file + " holds no anchor", e);
        }
    }

    /** Only forwards: the end of a chain that lost entries is not taken for its new end. */
    synchronized void write(UUID chain, ChainAnchor anchor) {
        Optional<Remembered> before = read();
        if (before.filter(b -> b.chain().equals(chain) && b.anchor().entries() >= anchor.entries())
                .isPresent()) {
            return;
        }
        before.filter(b -> !b.chain().equals(chain))
                .ifPresent(b -> LOG.warn(
                        "Another audit chain than before: {} instead of {}, which had come to {}",
                        chain,
                        b.chain(),
                        b.anchor()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(NAME + ".next");
            Files.writeString(next, chain + " " + anchor + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Audit anchor {} not kept in {}", anchor, file, e);
        }
    }
}
