package dev.slipway.intake.guard;

import dev.slipway.catalog.MasterCheck;
import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks into files that somebody brought. First we read their headers ourselves; only what is sound by them is opened by
 * {@code qemu-img}, which is told the format and shut in.
 */
@Component
public class ImageGuard {
    private static final Pattern PERCENT = Pattern.compile("\\((\\d{1,3})[.,]\\d+/100%\\)");
    private static final long MOST_SAID = 1024 * 1024;
    private static final long ROOM_FOR_TABLES = 64L * 1024 * 1024;
    static final int CHECK_LEAKS_ONLY = 3;
    private static final String DAMAGED = "it is damaged. Look at it with: qemu-img check YOURS";
    static final String QEMU_IMG = "/usr/bin/qemu-img";

    private final Confinement cell;
    private final GuardSettings settings;

    ImageGuard(Confinement cell, GuardSettings settings) {
        this.cell = cell;
        this.settings = settings;
    }

    /**
     * @param unwanted ends it early
     * @throws InvalidRequest {@code image-rejected}, saying what is wrong with the file
     */
    public Findings inspect(Path file, BooleanSupplier unwanted) throws IOException {
        Findings found = header(file);
        if (found.format() == ImageFormat.ISO) {
            return found;
        }
        information(file, found, unwanted);
        if (found.format() == ImageFormat.QCOW2) {
            check(file, unwanted);
        }
        FirstSectors start = firstSectors(file, found, unwanted);
        return found.startingBy(start.uefi(), start.bios());
    }

    /** What the headers alone say. */
    Findings header(Path path) throws IOException {
        try (var file = RawBytes.of(path)) {
            ImageFormat format = FormatLook.at(file);
            long bytes = switch (format) {
                case QCOW2 -> Disk.checked(MasterCheck.qcow2(path));
                case RAW -> Disk.checked(file.length());
                case VMDK -> Disk.checked(VmdkLook.virtualBytes(file));
                case VDI -> VdiLook.virtualBytes(file);
                case VHDX -> VhdxLook.virtualBytes(file);
                case ISO -> file.length();
            };
            return format == ImageFormat.ISO ? IsoLook.at(file) : new Findings(format, bytes, "", false, false);
        }
    }

    /**
     * Writes the disk as a plain qcow2 image; what was there is overwritten.
     *
     * @param found what {@link #inspect} said of it
     * @param mostBytes what the result may take
     */
    public void convert(
            Path from, Findings found, Path to, long mostBytes, IntConsumer percent, BooleanSupplier unwanted)
            throws IOException {
        create(to);
        var program = List.of(
                QEMU_IMG,
                "convert",
                "-p",
                "-f",
                found.format().driver(),
                "-O",
                "qcow2",
                Confinement.INPUT,
                Confinement.OUTPUT);
        long most = Math.min(mostBytes, found.virtualBytes() + found.virtualBytes() / 100 + ROOM_FOR_TABLES);
        var task = new Confinement.Task(program, from, Optional.of(to), most, settings.conversion());
        var result = ConfinedRun.of(cell, task, said -> percentIn(said).ifPresent(percent), unwanted);
        Refusal.unless(
                result.status() == 0,
                "its " + found.format().words()
                        + " cannot be read as a whole, or becomes larger than there is room for."
                        + " Convert it yourself with: qemu-img convert -O qcow2 YOURS NEW");
        Refusal.unless(MasterCheck.qcow2(to) == found.virtualBytes(), "it changed while it was read");
    }

    private void information(Path file, Findings found, BooleanSupplier unwanted) {
        var result = look(
                file, unwanted, QEMU_IMG, "info", "-f", found.format().driver(), "--output=json", Confinement.INPUT);
        Refusal.unless(result.status() == 0, DAMAGED);
        try {
            JsonNode said = JsonMapper.shared().readTree(result.said());
            Refusal.unless(
                    said.path("virtual-size").asLong() == found.virtualBytes(),
                    "its header says one size, and its tables another: it is damaged");
            Refusal.unless(!said.has("backing-filename") && !said.has("full-backing-filename"), Disk.STANDS_ON_ANOTHER);
            Refusal.unless(!said.path("encrypted").asBoolean(false), "it is encrypted. Decrypt it first");
            Refusal.unless(
                    !said.path("format-specific").path("data").has("data-file"), "it keeps its data in another file");
        } catch (JacksonException e) {
            throw Refusal.of(DAMAGED);
        }
    }

    private void check(Path file, BooleanSupplier unwanted) {
        var result = look(file, unwanted, QEMU_IMG, "check", "-f", "qcow2", "-q", Confinement.INPUT);
        Refusal.unless(result.status() == 0 || result.status() == CHECK_LEAKS_ONLY, DAMAGED);
    }

    private FirstSectors firstSectors(Path file, Findings found, BooleanSupplier unwanted) throws IOException {
        Path sectors = Files.createTempFile(file.toAbsolutePath().getParent(), "sectors-", ".part");
        try {
            var program = List.of(
                    QEMU_IMG,
                    "dd",
                    "-f",
                    found.format().driver(),
                    "-O",
                    "raw",
                    "bs=" + FirstSectors.BYTES,
                    "count=1",
                    "if=" + Confinement.INPUT,
                    "of=" + Confinement.OUTPUT);
            var task = new Confinement.Task(program, file, Optional.of(sectors), MOST_SAID, settings.inspection());
            // A hint only: what cannot be read here shows itself when it is converted.
            ConfinedRun.of(cell, task, said -> {}, unwanted);
            return FirstSectors.of(sectors);
        } finally {
            Files.deleteIfExists(sectors);
        }
    }

    private ConfinedRun.Result look(Path file, BooleanSupplier unwanted, String... program) {
        var task = new Confinement.Task(List.of(program), file, Optional.empty(), MOST_SAID, settings.inspection());
        return ConfinedRun.of(cell, task, said -> {}, unwanted);
    }

    private static void create(Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.createFile(to);
    }

    static OptionalInt percentIn(String said) {
        return PERCENT.matcher(said)
                .results()
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .max();
    }
}
