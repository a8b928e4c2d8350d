package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.guest.GuestPasswords;
import dev.slipway.vm.outside.Definitions;
import dev.slipway.vm.promote.Promotions;
import dev.slipway.vm.rebuild.Rebuilds;
import org.springframework.stereotype.Component;

/** The dialogs of what takes more than a click to ask for. */
@Component
class VmDialogs {
    private final VirtualMachines machines;
    private final Promotions promotions;
    private final Rebuilds rebuilds;
    private final Resizing resizing;
    private final GuestPasswords passwords;
    private final Tagging tagging;
    private final MakingClones clones;
    private final Definitions definitions;
    private final Tenants tenants;
    private final Actors actors;

    VmDialogs(
            VirtualMachines machines,
            Promotions promotions,
            Rebuilds rebuilds,
            Resizing resizing,
            GuestPasswords passwords,
            Tagging tagging,
            MakingClones clones,
            Definitions definitions,
            Tenants tenants,
            Actors actors) {
        this.machines = machines;
        this.promotions = promotions;
        this.rebuilds = rebuilds;
        this.resizing = resizing;
        this.passwords = passwords;
        this.tagging = tagging;
        this.clones = clones;
        this.definitions = definitions;
        this.tenants = tenants;
        this.actors = actors;
    }

    void handOver(VmView vm) {
        new MoveDialog(vm, machines, tenants, actors).open();
    }

    void migrate(VmView vm) {
        new MigrateDialog(vm, machines, actors).open();
    }

    void promote(VmView vm) {
        new PromoteDialog(vm, promotions, actors).open();
    }

    void rebuild(VmView vm) {
        new RebuildDialog(vm, rebuilds, actors).open();
    }

    void resize(VmView vm) {
        resizing.open(vm);
    }

    void showDefinition(VmView vm) {
        new DefinitionDialog(vm.name(), definitions.of(vm.id(), actors.current())).open();
    }

    void changeTags(VmView vm) {
        tagging.open(vm);
    }

    void makeClones(VmView vm) {
        clones.open(vm);
    }

    void setPassword(VmView vm) {
        new SetPasswordDialog(vm, passwords, actors).open();
    }
}
