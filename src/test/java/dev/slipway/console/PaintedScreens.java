package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.serial.SerialLine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Screens that a test painted, shown to whom the platform lets use consoles. */
class PaintedScreens implements Screens {
    private final Map<VmId, ScreenEndpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<VmId, SpokenLine> lines = new ConcurrentHashMap<>();
    private final Map<VmId, String> dark = new ConcurrentHashMap<>();

    VmId hang(PaintedScreen screen) {
        return hang(new ScreenEndpoint("127.0.0.1", screen.port(), screen.password()));
    }

    VmId hang(ScreenEndpoint endpoint) {
        VmId vm = VmId.random();
        endpoints.put(vm, endpoint);
        return vm;
    }

    SpokenLine line(VmId vm) {
        return lines.computeIfAbsent(vm, id -> new SpokenLine());
    }

    void darken(VmId vm, String why) {
        dark.put(vm, why);
    }

    void lighten(VmId vm) {
        dark.remove(vm);
    }

    @Override
    public Screen permit(VmId vm, Actor actor) {
        if (!endpoints.containsKey(vm)) {
            throw NotFound.of("VM");
        }
        actor.require(Permission.VM_CONSOLE, Permission.VM_READ, Scope.PLATFORM, "VM");
        return new Screen("painted", null, Optional.ofNullable(dark.get(vm)));
    }

    @Override
    public ScreenEndpoint open(VmId vm, Actor actor) {
        permit(vm, actor).dark().ifPresent(why -> {
            throw new Conflict("vm-off", why);
        });
        return endpoints.get(vm);
    }

    @Override
    public SerialLine openSerial(VmId vm, Actor actor) {
        permit(vm, actor);
        return new SerialLine(lines.get(vm), () -> SerialLine.Ended.TAKEN);
    }
}
