package dev.slipway.vm.resize;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRow.RunsWith;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How large a VM is to be, as the operation carries it. @param tags that its host has to have from then on */
public record Resize(String sizeName, Resources resources, HostTags tags) {
    private static final String SIZE = "size";
    private static final String VCPUS = "vcpus";
    private static final String MEMORY = "memoryMib";
    private static final String DISK = "diskMib";
    private static final String TAGS = "tags";

    static Resize of(StepContext context) {
        UnaryOperator<String> carried =
                key -> Objects.requireNonNull(context.arguments().get(key));
        return new Resize(
                carried.apply(SIZE),
                new Resources(
                        Integer.parseInt(carried.apply(VCPUS)),
                        Long.parseLong(carried.apply(MEMORY)),
                        Long.parseLong(carried.apply(DISK))),
                HostTags.parse(carried.apply(TAGS)));
    }

    Map<String, String> arguments() {
        return Map.of(
                SIZE,
                sizeName,
                VCPUS,
                String.valueOf(resources.vcpus()),
                MEMORY,
                String.valueOf(resources.memoryMib()),
                DISK,
                String.valueOf(resources.diskMib()),
                TAGS,
                tags.toString());
    }

    String words(VmRow before) {
        return "From size " + before.sizeName() + " " + figures(before.resources()) + " to " + sizeName + " "
                + figures(resources) + ".";
    }

    private static String figures(Resources r) {
        return "(" + r.vcpus() + " vCPUs, " + r.memoryMib() + " MiB, disk " + r.diskMib() + " MiB)";
    }

    /** What a VM still runs with then that is on: as before, unless that is what it gets. */
    Optional<RunsWith> leavesRunning(VmRow vm, Instant since) {
        var now = vm.runsWith()
                .orElseGet(() -> new RunsWith(
                        vm.sizeName(), vm.resources().vcpus(), vm.resources().memoryMib(), since));
        var isTheSame = now.vcpus() == resources.vcpus() && now.memoryMib() == resources.memoryMib();
        return isTheSame ? Optional.empty() : Optional.of(now);
    }

    /** The VM as it then is. */
    VmRow after(VmRow vm) {
        return vm.sized(sizeName, resources);
    }

    /** What it needs while both may be so: the most of either. */
    Resources meanwhile(VmRow vm) {
        var now = vm.held();
        return new Resources(
                Math.max(now.vcpus(), resources.vcpus()),
                Math.max(now.memoryMib(), resources.memoryMib()),
                Math.max(now.diskMib(), resources.diskMib()));
    }
}
