package dev.slipway.testing;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/** Small discs by ISO 9660, as far as anybody looks into them from outside. */
public final class IsoSamples {
    public static final int SECTOR = 2048;
    public static final int DESCRIPTORS_AT = 16 * SECTOR;
    public static final int SECTORS_AT = DESCRIPTORS_AT + 80;

    private static final int BOOT_RECORD = 0;
    private static final int PRIMARY = 1;
    private static final int END = 255;

    private IsoSamples() {}

    /** One that is like no other, in the catalogue, for everybody. */
    public static ImageView published(Images images) {
        return published(images, "Debian");
    }

    /** As {@link #published(Images)}, with that system. */
    public static ImageView published(Images images, String os) {
        var draft = new ImageDraft(
                ImageKind.ISO,
                "disc " + UUID.randomUUID().toString().substring(0, 8),
                ImageAbout.of(""),
                ImageSystem.of(os, Firmware.BIOS, "", false, false),
                ImageNeeds.memory(64),
                "1",
                "");
        try {
            var dir = Files.createTempDirectory("disc-");
            var file = file(dir, new Random().nextLong());
            var published = images.publish(draft, file, Actor.system("test"));
            Files.delete(file);
            Files.delete(dir);
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each seed of its own content. */
    public static byte[] ofSectors(int sectors, long seed) {
        var iso = new byte[sectors * SECTOR];
        primary(iso, 16, sectors);
        describe(iso, 17, END);
        return noisy(iso, seed);
    }

    /** With an El Torito boot record before everything else. */
    public static byte[] bootable(int sectors, long seed) {
        var iso = new byte[sectors * SECTOR];
        describe(iso, 16, BOOT_RECORD);
        write(iso, DESCRIPTORS_AT + 7, "EL TORITO SPECIFICATION");
        primary(iso, 17, sectors);
        describe(iso, 18, END);
        return noisy(iso, seed);
    }

    public static Path file(Path directory, long seed) {
        return Qcow2Samples.write(directory.resolve("disc-" + seed + ".iso"), bootable(40, seed));
    }

    public static void describe(byte[] iso, int sector, int type) {
        iso[sector * SECTOR] = (byte) type;
        write(iso, sector * SECTOR + 1, "CD001");
        iso[sector * SECTOR + 6] = 1;
    }

    private static void primary(byte[] iso, int sector, int sectors) {
        describe(iso, sector, PRIMARY);
        ByteBuffer.wrap(iso)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(sector * SECTOR + 80, sectors)
                .putShort(sector * SECTOR + 128, (short) SECTOR);
    }

    private static byte[] noisy(byte[] iso, long seed) {
        var noise = new byte[SECTOR];
        new Random(seed).nextBytes(noise);
        System.arraycopy(noise, 0, iso, iso.length - SECTOR, SECTOR);
        return iso;
    }

    private static void write(byte[] iso, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, iso, at, bytes.length);
    }
}
