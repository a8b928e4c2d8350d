package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.backup.BackupState;
import dev.slipway.vm.backup.BackupView;
import dev.slipway.vm.backup.Backups;
import dev.slipway.vm.backup.Consistency;
import dev.slipway.vm.backup.RestoreProposal;
import dev.slipway.vm.backup.RestoreRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Backups")
class BackupController {
    private final Backups backups;
    private final VirtualMachines machines;
    private final Operations operations;

    BackupController(Backups backups, VirtualMachines machines, Operations operations) {
        this.backups = backups;
        this.machines = machines;
        this.operations = operations;
    }

    /** @param start absent = no */
    record AsNewBody(@Nullable String name, @Nullable Boolean start) {}

    /** @param start absent = no */
    record StartBody(@Nullable Boolean start) {}

    /** The VM as it is at first, and the operation that makes it. */
    record MadeBody(String id, OperationController.OperationBody operation) {}

    record ProposalBody(String name, List<String> words) {
        static ProposalBody of(RestoreProposal proposal) {
            return new ProposalBody(proposal.name(), proposal.words());
        }
    }

    /**
     * @param vmIsThere whether its VM is still in its project
     * @param diskMib the disk that a guest sees
     * @param fileBytes absent while it is being made
     * @param sha256 of its file; absent while it is being made
     * @param checkedAt when its file was last compared with that; absent if never
     * @param whole what came of that; absent if it was never compared
     * @param refusedActions what cannot be asked of it now, each with the sentence why
     */
    record BackupBody(
            String id,
            String vm,
            String vmName,
            boolean vmIsThere,
            String project,
            BackupState state,
            Consistency consistency,
            String madeBy,
            Instant createdAt,
            long diskMib,
            @Nullable Long fileBytes,
            @Nullable String sha256,
            @Nullable Instant checkedAt,
            @Nullable Boolean whole,
            Map<String, String> refusedActions) {
        static BackupBody of(BackupView b) {
            Map<String, String> refused = new TreeMap<>();
            b.refusedActions().forEach((action, why) -> refused.put(action.name(), why));
            return new BackupBody(
                    b.id().toString(),
                    b.vm().toString(),
                    b.vmName(),
                    b.vmIsThere(),
                    b.project().toString(),
                    b.state(),
                    b.consistency(),
                    b.madeBy(),
                    b.createdAt(),
                    b.diskMib(),
                    b.file().map(BackupView.KeptFile::bytes).orElse(null),
                    b.file().map(BackupView.KeptFile::sha256).orElse(null),
                    b.check().map(BackupView.Check::at).orElse(null),
                    b.check().map(BackupView.Check::whole).orElse(null),
                    refused);
        }
    }

    @GetMapping("/projects/{project}/backups")
    @Operation(summary = "A project's backups, also those of VMs that have gone; the newest first")
    List<BackupBody> list(@PathVariable String project, Actor actor) {
        return bodies(backups.list(ProjectId.parse(project), actor));
    }

    @GetMapping("/vms/{vm}/backups")
    @Operation(summary = "A VM's backups, the newest first")
    List<BackupBody> of(@PathVariable String vm, Actor actor) {
        return bodies(backups.of(VmId.parse(vm), actor).all());
    }

    @PostMapping("/vms/{vm}/backups")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Back a VM up, whether it runs or not: what is on its own disk")
    OperationController.OperationBody make(@PathVariable String vm, Actor actor) {
        VmId id = machines.get(VmId.parse(vm), actor).id();
        return operation(backups.make(id, actor), actor);
    }

    @GetMapping("/backups/{backup}")
    @Operation(summary = "A backup")
    BackupBody get(@PathVariable String backup, Actor actor) {
        return BackupBody.of(backups.get(BackupId.parse(backup), actor));
    }

    @PostMapping("/backups/{backup}/restore")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Restore a backup in place of what is on the disk of its VM, which has to be off")
    OperationController.OperationBody restore(@PathVariable String backup, Actor actor) {
        return operation(backups.restore(BackupId.parse(backup), actor), actor);
    }

    @GetMapping("/backups/{backup}/new-vm/preview")
    @Operation(summary = "What a new VM that is made of a backup would be like")
    ProposalBody propose(@PathVariable String backup, Actor actor) {
        return ProposalBody.of(backups.propose(BackupId.parse(backup), actor));
    }

    @PostMapping("/backups/{backup}/new-vm/preview")
    @Operation(summary = "What a new VM that is made of a backup would take of the quota, and whether it fits now")
    QuotaController.PreviewBody preview(@PathVariable String backup, @RequestBody StartBody body, Actor actor) {
        BackupId id = backups.get(BackupId.parse(backup), actor).id();
        return QuotaController.PreviewBody.of(backups.quote(id, Boolean.TRUE.equals(body.start()), actor));
    }

    @PostMapping("/backups/{backup}/new-vm")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Restore a backup to a new VM")
    MadeBody restoreAsNew(@PathVariable String backup, @RequestBody AsNewBody body, Actor actor) {
        BackupId id = backups.get(BackupId.parse(backup), actor).id();
        var made = backups.restoreAsNew(
                id, new RestoreRequest(Fields.need("name", body.name()), Boolean.TRUE.equals(body.start())), actor);
        return new MadeBody(made.vm().toString(), operation(made.operation(), actor));
    }

    @PostMapping("/backups/{backup}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Compare a backup's file with its checksum; the operation fails if it is damaged")
    OperationController.OperationBody check(@PathVariable String backup, Actor actor) {
        return operation(backups.check(BackupId.parse(backup), actor), actor);
    }

    @GetMapping("/backups/{backup}/content")
    @Operation(
            summary =
                    "A backup as a qcow2 file that stands on nothing; takes a Range, to go on where a download broke off")
    ResponseEntity<Resource> content(@PathVariable String backup, Actor actor) {
        var file = backups.export(BackupId.parse(backup), actor);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .eTag(file.sha256())
                .body(new FileSystemResource(file.file()));
    }

    @DeleteMapping("/backups/{backup}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a backup for good")
    void delete(@PathVariable String backup, Actor actor) {
        backups.delete(BackupId.parse(backup), actor);
    }

    private static List<BackupBody> bodies(List<BackupView> views) {
        return views.stream().map(BackupBody::of).toList();
    }

    private OperationController.OperationBody operation(OperationId id, Actor actor) {
        return OperationController.OperationBody.of(operations.get(id, actor));
    }
}
