package dev.slipway.intake;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.operation.StepContext;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StoragePools;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetching a volume from a host's pool. */
@Component
class VolumeSteps {
    private static final Actor SYSTEM = Actor.system("intake");
    private static final long MIB = 1024 * 1024;

    private final IntakeTable table;
    private final IntakeFiles files;
    private final IntakeAdmission admission;
    private final StoragePools pools;
    private final Hypervisors hypervisors;

    VolumeSteps(
            IntakeTable table,
            IntakeFiles files,
            IntakeAdmission admission,
            StoragePools pools,
            Hypervisors hypervisors) {
        this.table = table;
        this.files = files;
        this.admission = admission;
        this.pools = pools;
        this.hypervisors = hypervisors;
    }

    private record Source(Hypervisor host, VolumeRef volume, StoragePool pool) {}

    /** @throws Conflict if it is not there any more, or somebody's by now; @throws InvalidRequest if it stands on another file */
    void look(StepContext context) {
        var address = address(context);
        var source = source(address);
        pools.volumes(address.pool(), SYSTEM).stream()
                .filter(v -> v.name().equals(address.volume()))
                .findFirst()
                .flatMap(VolumeLook::whyNot)
                .ifPresent(why -> {
                    throw new Conflict("volume-not-imported", why);
                });
        var facts = facts(source);
        if (facts.backingPath().isPresent()) {
            throw new InvalidRequest(
                    "volume-overlay",
                    "volume",
                    "It stands on another file, " + facts.backingPath().get()
                            + ". Merge them on the host with: qemu-img convert -O qcow2 " + address.volume()
                            + " NEW; then have the pool looked at again, and import that.");
        }
        admission.requireFits(facts.allocatedBytes());
    }

    private static VolumeFacts facts(Source source) {
        Optional<VolumeFacts> facts;
        try {
            facts = source.host().volume(source.volume());
        } catch (HypervisorProblem e) {
            if (e.kind() == HypervisorProblem.Kind.NO_SUCH_POOL) {
                throw vanished(source.volume().name(), e.logDetail(), e);
            }
            throw e;
        }
        return facts.orElseThrow(() -> vanished(source.volume().name(), null, null));
    }

    private static Conflict vanished(String volume, @Nullable String detail, @Nullable Throwable cause) {
        return new Conflict(
                "volume-vanished",
                volume + " is not in its pool any more. Refresh the pool to see what is there; then delete this entry.",
                detail,
                cause);
    }

    void fetch(StepContext context) {
        var intake = table.find(CheckSteps.id(context)).orElseThrow();
        var source = source(address(context));
        String sha256 = source.host().download(source.volume(), (content, bytes) -> {
            admission.requireFits(bytes);
            table.received(intake.id(), 0);
            table.sized(intake.id(), OptionalLong.of(bytes));
            return new StreamedFile(
                            files,
                            files.received(intake.id()),
                            here -> context.progress(
                                    (int) (here * 100 / Math.max(1, bytes)),
                                    "Fetching it: " + here / MIB + " of " + bytes / MIB + " MiB"),
                            context::isCancelled)
                    .write(content, bytes);
        });
        var sized = table.find(intake.id()).orElseThrow();
        table.received(intake.id(), sized.bytes().orElseThrow());
        table.digested(intake.id(), sha256);
        table.leavePlace(intake.id());
    }

    private VolumeAddress address(StepContext context) {
        return table.find(CheckSteps.id(context))
                .flatMap(Intake::url)
                .flatMap(VolumeAddress::parse)
                .orElseThrow();
    }

    private Source source(VolumeAddress address) {
        try {
            var pool = pools.get(address.pool(), SYSTEM);
            return new Source(hypervisors.on(pool.host()), new VolumeRef(pool.name(), address.volume()), pool);
        } catch (NotFound e) {
            throw vanished(address.volume(), address.toString(), e);
        }
    }
}
