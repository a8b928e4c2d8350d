package dev.slipway.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.testing.PictureSamples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LogoPictureTest {
    private static final int HEADER_END = 33;

    @Test
    void drawsAnewAndSmall() throws IOException {
        for (String format : new String[] {"png", "jpeg"}) {
            var small = ImageIO.read(
                    new ByteArrayInputStream(LogoPicture.drawnAnew(PictureSamples.picture(format, 900, 600))));
            assertThat(small.getWidth()).isEqualTo(128);
            assertThat(small.getHeight()).isEqualTo(85);
            assertThat(small.getRGB(64, 42) >>> 24).isEqualTo(255);
        }
        var tiny = ImageIO.read(new ByteArrayInputStream(LogoPicture.drawnAnew(PictureSamples.picture("png", 20, 10))));
        assertThat(tiny.getWidth()).isEqualTo(20);
        var line =
                ImageIO.read(new ByteArrayInputStream(LogoPicture.drawnAnew(PictureSamples.picture("png", 2048, 1))));
        assertThat(line.getWidth()).isEqualTo(128);
        assertThat(line.getHeight()).isEqualTo(1);
    }

    /** What is written into it beside the picture, and what is hung to its end. */
    @Test
    void keepsNothingButWhatCanBeSeen() {
        byte[] came = PictureSamples.png();
        byte[] text = chunk("tEXt", "Comment\0<script>alert(1)</script>".getBytes(UTF_8));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(came, HEADER_END));
        bytes.writeBytes(text);
        bytes.writeBytes(Arrays.copyOfRange(came, HEADER_END, came.length));
        bytes.writeBytes("<script>alert(2)</script>".getBytes(UTF_8));
        assertThat(new String(LogoPicture.drawnAnew(bytes.toByteArray()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
        assertThat(LogoPicture.drawnAnew(bytes.toByteArray())).isEqualTo(LogoPicture.drawnAnew(came));
    }

    /** A few bytes that say to be 60,000 pixels wide and high: refused before anything is unpacked. */
    @Test
    void looksHowLargeItIsBeforeItIsUnpacked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        bomb.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(60_000)
                        .putInt(60_000)
                        .put(new byte[] {8, 6, 0, 0, 0})
                        .array()));
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[1_000_000]);
        }
        bomb.writeBytes(chunk("IDAT", packed.toByteArray()));
        bomb.writeBytes(chunk("IEND", new byte[0]));
        var memory = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        refused("logo-too-large", bomb.toByteArray());
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(16L * 1024 * 1024);
        refused("logo-too-large", PictureSamples.picture("png", 2049, 1));
        refused("logo-too-large", PictureSamples.picture("jpeg", 1, 2049));
    }

    @Test
    void refusesWhatIsNoPicture() {
        refused("logo-too-large", new byte[LogoPicture.LARGEST + 1]);
        byte[] png = PictureSamples.png();
        byte[] jpeg = PictureSamples.picture("jpeg", 30, 30);
        for (byte[] bad : new byte[][] {
            {},
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(UTF_8),
            "GIF89a".getBytes(UTF_8),
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            Arrays.copyOf(png, 20),
            Arrays.copyOf(png, png.length / 2),
            Arrays.copyOf(jpeg, 100),
        }) {
            refused("logo-unreadable", bad);
        }
    }

    /** Broken anywhere, it is refused with a sentence, or still a picture. */
    @Test
    void survivesBrokenPictures() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[][] whole = {PictureSamples.picture("png", 40, 30), PictureSamples.picture("jpeg", 40, 30)};
        for (int i = 0; i < 1000; i++) {
            byte[] broken = whole[i % 2].clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(LogoPicture.drawnAnew(broken)).as("seed %s", seed).startsWith(0x89, 'P', 'N', 'G');
            } catch (InvalidRequest e) {
                assertThat(e.code()).as("seed %s", seed).startsWith("logo-");
            }
        }
    }

    private static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(type.getBytes(UTF_8));
        crc.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(UTF_8))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static void refused(String code, byte[] picture) {
        assertThatThrownBy(() -> LogoPicture.drawnAnew(picture))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
