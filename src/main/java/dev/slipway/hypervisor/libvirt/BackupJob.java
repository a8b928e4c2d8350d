package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.slipway.hypervisor.BackupProgress;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** What libvirt knows of a domain's long job, of which there is one at a time. */
final class BackupJob {
    private static final int NO_JOB = 0;
    private static final int COMPLETED = 3;
    private static final int FAILED = 4;
    private static final int CANCELLED = 5;
    private static final int BACKUP = 9;
    private static final long MIB = 1024 * 1024;

    private BackupJob() {}

    /** What is under way. */
    sealed interface Now {
        record Nothing() implements Now {}

        record Ours(BackupProgress progress) implements Now {}

        /** @param backup whether it is a backup, by somebody else */
        record Another(boolean backup) implements Now {}
    }

    /** How the last one ended. */
    sealed interface Last {
        record Unknown() implements Last {}

        record Completed() implements Last {}

        record Cancelled() implements Last {}

        record Failed(String why) implements Last {}
    }

    /** @param path of the file by which a backup is known for ours */
    static Now now(Domain domain, String path) throws LibvirtException {
        if (domain.isActive() == 0) {
            return new Now.Nothing();
        }
        var xml = description(domain);
        try {
            var info = domain.getJobInfo();
            if (info.getType() == NO_JOB) {
                return new Now.Nothing();
            }
            return xml.map(XmlFacts::of)
                    .map(facts -> facts.texts("/domainbackup/disks/disk/target/@file"))
                    .map(files -> files.contains(path)
                            ? new Now.Ours(new BackupProgress(
                                    info.getDataProcessed() / MIB, info.getDataRemaining() / MIB, false))
                            : new Now.Another(true))
                    .orElseGet(() -> new Now.Another(false));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)) {
                return new Now.Nothing();
            }
            throw e;
        }
    }

    private static Optional<String> description(Domain domain) {
        var text = LIBVIRT.virDomainBackupGetXMLDesc(NativeHandles.of(domain), 0);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(text.getString(0, "UTF-8"));
        } finally {
            Native.free(Pointer.nativeValue(text));
        }
    }

    static Last last(Domain domain) throws LibvirtException {
        var type = new IntByReference();
        var parameters = new PointerByReference();
        var count = new IntByReference();
        NativeHandles.check(LIBVIRT.virDomainGetJobStats(
                NativeHandles.of(domain), type, parameters, count, NativeLibvirt.JOB_STATS_COMPLETED));
        try {
            return last(type.getValue(), parameters.getValue(), count.getValue());
        } finally {
            LIBVIRT.virTypedParamsFree(parameters.getValue(), count.getValue());
        }
    }

    private static Last last(int type, Pointer parameters, int count) {
        var operation = new IntByReference();
        if (LIBVIRT.virTypedParamsGetInt(parameters, count, "operation", operation) != 1
                || operation.getValue() != BACKUP) {
            return new Last.Unknown();
        }
        return switch (type) {
            case COMPLETED -> new Last.Completed();
            case CANCELLED -> new Last.Cancelled();
            case FAILED -> new Last.Failed(message(parameters, count));
            default -> new Last.Unknown();
        };
    }

    private static String message(Pointer parameters, int count) {
        var text = new PointerByReference();
        return LIBVIRT.virTypedParamsGetString(parameters, count, "errmsg", text) == 1
                ? text.getValue().getString(0, "UTF-8")
                : "";
    }
}
