package dev.slipway.vm;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPreview;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** Virtual machines: what a person can do with them. Everything slow is an operation, whose id is returned. */
@Service
public class VirtualMachines {
    public Launched launch(LaunchRequest request, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** What a launch would cost the actor in this project, and whether it fits right now. */
    public QuotaPreview quote(ProjectId project, SizeId size, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The actor's own path in this project: tenant, project, member. */
    public List<QuotaLine> quota(ProjectId project, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Sortable by {@code name}, {@code createdAt}, {@code status}. */
    public Page<VmView> list(VmQuery query, Pageable page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public VmView get(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public OperationId start(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public OperationId shutdown(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public OperationId reboot(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public OperationId forceOff(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Also while it is being launched (the launch is undone first) and after a failed one. */
    public OperationId delete(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** @throws dev.slipway.kernel.Conflict code {@code vm-off} if there is no screen to show */
    public ScreenEndpoint openScreen(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
