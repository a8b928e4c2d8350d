package dev.slipway.vm.seed;

import com.github.stephenc.javaisotools.iso9660.ConfigException;
import com.github.stephenc.javaisotools.iso9660.ISO9660File;
import com.github.stephenc.javaisotools.iso9660.ISO9660RootDirectory;
import com.github.stephenc.javaisotools.iso9660.impl.CreateISO;
import com.github.stephenc.javaisotools.iso9660.impl.ISO9660Config;
import com.github.stephenc.javaisotools.iso9660.impl.ISOImageFileHandler;
import com.github.stephenc.javaisotools.joliet.impl.JolietConfig;
import com.github.stephenc.javaisotools.rockridge.impl.RockRidgeConfig;
import com.github.stephenc.javaisotools.sabre.HandlerException;
import com.github.stephenc.javaisotools.sabre.impl.ByteArrayDataReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes a {@link Seed} as the small CD-ROM image labelled {@code cidata} that cloud-init looks for. */
@Component
public class SeedIso {
    private static final String LABEL = "cidata";
    private static final int LABEL_AT = 16 * 2048 + 40;
    private static final int PADDING = 150 * 2048;

    private final Clock clock;

    SeedIso(Clock clock) {
        this.clock = clock;
    }

    public byte[] write(Seed seed) {
        try {
            // The writer wants a file to seek in. Readable by us alone, as user-data may hold secrets.
            var file = Files.createTempFile("seed-", ".iso");
            try {
                var root = new ISO9660RootDirectory();
                root.addFile(file("meta-data", seed.metaData()));
                root.addFile(file("user-data", seed.userData()));
                if (seed.vendorData().isPresent()) {
                    root.addFile(file("vendor-data", seed.vendorData().get()));
                }
                if (seed.networkConfig().isPresent()) {
                    root.addFile(file("network-config", seed.networkConfig().get()));
                }
                new CreateISO(new ISOImageFileHandler(file.toFile()), root).process(iso(), rockRidge(), joliet(), null);
                return labelled(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a cloud-init seed of some KiB", e);
        } catch (HandlerException | ConfigException e) {
            throw new IllegalStateException("the cloud-init seed could not be written", e);
        }
    }

    /**
     * ISO 9660 knows capitals only, and the writer insists; every other tool writes this label as it is looked for. They
     * also pad: busybox gives a device up that ends before the last place where a file system could have its label.
     */
    private static byte[] labelled(byte[] iso) {
        System.arraycopy(LABEL.getBytes(StandardCharsets.US_ASCII), 0, iso, LABEL_AT, LABEL.length());
        return Arrays.copyOf(iso, iso.length + PADDING);
    }

    private ISO9660File file(String name, String text) throws HandlerException {
        return new ISO9660File(new ByteArrayDataReference(text.getBytes(StandardCharsets.UTF_8)), name, clock.millis());
    }

    private static ISO9660Config iso() throws ConfigException {
        var config = new ISO9660Config();
        config.setInterchangeLevel(1);
        config.restrictDirDepthTo8(true);
        config.setVolumeID(LABEL.toUpperCase(Locale.ROOT));
        config.forceDotDelimiter(true);
        return config;
    }

    /** What Linux reads: the names as they are. */
    private static RockRidgeConfig rockRidge() {
        var config = new RockRidgeConfig();
        config.setMkisofsCompatibility(false);
        config.hideMovedDirectoriesStore(true);
        config.forcePortableFilenameCharacterSet(true);
        return config;
    }

    /** What Windows guests read. */
    private static JolietConfig joliet() throws ConfigException {
        var config = new JolietConfig();
        config.setVolumeID(LABEL);
        config.forceDotDelimiter(false);
        return config;
    }
}
