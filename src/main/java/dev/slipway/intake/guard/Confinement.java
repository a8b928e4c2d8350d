package dev.slipway.intake.guard;

import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cell in which {@code qemu-img}, or libguestfs, opens what somebody sent. Within limits of address space, processor time and output
 * ({@code prlimit}), and in namespaces of its own ({@code bwrap}): it sees the machine's programs, the one file, read-only,
 * and at most one file to write; no network, no other process, no right. It ends with the portal.
 */
@Component
class Confinement {
    static final String INPUT = "/image";
    static final String OUTPUT = "/result";
    static final String BASE = "/base";
    private static final String NOBODY = "65534";
    /** Where libguestfs finds the machine in which it opens disks. */
    private static final String APPLIANCE = "/appliance";

    private static final int FILES = 64;
    private static final int FILES_OF_APPLIANCE = 256;

    /**
     * qemu-img has up to 64 threads while a file is slow. With the usual 8 MiB of stack each, and a heap of 64 MiB for every
     * few of them, their addresses alone would be more than it may have, and it would end in the middle.
     */
    private static final int STACK = 1024 * 1024;

    private static final int STACK_OF_APPLIANCE = 8 * STACK;

    private static final String HEAPS = "MALLOC_ARENA_MAX";
    private static final String FEW_HEAPS = "2";

    private final GuardSettings settings;

    Confinement(GuardSettings settings) {
        this.settings = settings;
    }

    /**
     * @param program and its arguments, which name {@link #INPUT}, {@link #BASE} and {@link #OUTPUT}
     * @param input what to look into
     * @param base what the input stands on, read-only like it
     * @param output the one file that may be written; it exists
     * @param appliance of libguestfs, for its programs
     * @param mostOutput how long it may become
     */
    record Task(
            List<String> program,
            Optional<Path> input,
            Optional<Path> base,
            Optional<Path> output,
            Optional<Path> appliance,
            long mostOutput,
            Duration time) {
        Task {
            input = input.map(Path::toAbsolutePath);
            base = base.map(Path::toAbsolutePath);
            output = output.map(Path::toAbsolutePath);
            appliance = appliance.map(Path::toAbsolutePath);
        }

        Task(
                List<String> program,
                Path input,
                Optional<Path> base,
                Optional<Path> output,
                long mostOutput,
                Duration time) {
            this(program, Optional.of(input), base, output, Optional.empty(), mostOutput, time);
        }

        /** By a program of libguestfs, which changes the disk. */
        static Task of(List<String> program, Path appliance, Path disk, long mostOutput, Duration time) {
            return new Task(
                    program,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(disk),
                    Optional.of(appliance),
                    mostOutput,
                    time);
        }

        Task(List<String> program, Path input, Optional<Path> output, long mostOutput, Duration time) {
            this(program, input, Optional.empty(), output, mostOutput, time);
        }
    }

    /** Begins it. @throws Unavailable if this machine cannot shut it in */
    Process start(Task task) {
        if (!settings.unconfined()) {
            requireCell();
        }
        return begin(command(task, !settings.unconfined()));
    }

    private Process begin(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
            builder.environment().clear();
            builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", HEAPS, FEW_HEAPS));
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new Unavailable(
                    "guard-missing",
                    "Images cannot be looked into here: a program for it is missing. An administrator of this machine"
                            + " installs qemu-utils, bubblewrap and util-linux.",
                    String.join(" ", command),
                    e);
        }
    }

    private List<String> command(Task task, boolean confined) {
        boolean appliance = task.appliance().isPresent();
        List<String> command = new ArrayList<>(List.of(
                "prlimit",
                "--as=" + (appliance ? settings.applianceMemory() : settings.memory()).toBytes(),
                "--cpu=" + Math.max(1, task.time().toSeconds()),
                "--fsize=" + task.mostOutput(),
                "--nofile=" + (appliance ? FILES_OF_APPLIANCE : FILES),
                "--core=0",
                "--stack=" + (appliance ? STACK_OF_APPLIANCE : STACK),
                "--"));
        if (confined) {
            command.addAll(cell());
            task.appliance().ifPresent(machine -> command.addAll(forLibguestfs(machine)));
            task.input().ifPresent(input -> command.addAll(List.of("--ro-bind", input.toString(), INPUT)));
            task.base().ifPresent(base -> command.addAll(List.of("--ro-bind", base.toString(), BASE)));
            task.output().ifPresent(output -> command.addAll(List.of("--bind", output.toString(), OUTPUT)));
            command.add("--");
            command.addAll(task.program());
        } else {
            String input = task.input().map(Path::toString).orElse("");
            String output = task.output().map(Path::toString).orElse("");
            String base = task.base().map(Path::toString).orElse("");
            task.program().stream()
                    .map(word -> word.endsWith(INPUT) ? word.replace(INPUT, input) : word)
                    .map(word -> word.endsWith(OUTPUT) ? word.replace(OUTPUT, output) : word)
                    .map(word -> word.startsWith(Overlays.JSON)
                            ? word.replace(quoted(INPUT), quoted(input)).replace(quoted(BASE), quoted(base))
                            : word)
                    .forEach(command::add);
        }
        return command;
    }

    private static String quoted(String path) {
        return JsonMapper.shared().writeValueAsString(path);
    }

    private static List<String> cell() {
        return List.of(
                "bwrap",
                "--unshare-all",
                "--unshare-user",
                "--uid",
                NOBODY,
                "--gid",
                NOBODY,
                "--cap-drop",
                "ALL",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--setenv",
                "PATH",
                "/usr/bin",
                "--setenv",
                "LC_ALL",
                "C",
                "--setenv",
                HEAPS,
                FEW_HEAPS,
                "--hostname",
                "guard",
                "--ro-bind",
                "/usr",
                "/usr",
                "--symlink",
                "usr/bin",
                "/bin",
                "--symlink",
                "usr/lib",
                "/lib",
                "--symlink",
                "usr/lib64",
                "/lib64",
                "--dev",
                "/dev",
                "--chdir",
                "/");
    }

    /** Its QEMU never uses the machine's acceleration, which would be a way out of the cell. */
    private static List<String> forLibguestfs(Path appliance) {
        return List.of(
                "--proc",
                "/proc",
                "--tmpfs",
                "/tmp",
                "--symlink",
                "../tmp",
                "/var/tmp",
                "--ro-bind",
                appliance.toString(),
                APPLIANCE,
                "--setenv",
                "LIBGUESTFS_PATH",
                APPLIANCE,
                "--setenv",
                "LIBGUESTFS_BACKEND",
                "direct",
                "--setenv",
                "LIBGUESTFS_BACKEND_SETTINGS",
                "force_tcg",
                "--setenv",
                "HOME",
                "/tmp");
    }

    /** Asked each time, for it costs milliseconds, and a machine's rules change. */
    private void requireCell() {
        List<String> trial = new ArrayList<>(cell());
        trial.addAll(List.of("--", "/usr/bin/true"));
        var process = begin(trial);
        try {
            if (process.waitFor() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        throw new Unavailable(
                "guard-unconfined",
                "Images cannot be looked into here: this machine does not let the portal shut in the program that would"
                        + " open them. An administrator of it allows user namespaces, or sets slipway.guard.unconfined"
                        + " after reading what that means.");
    }
}
