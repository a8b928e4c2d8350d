package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HostUsage.GuestUsage;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.RunningSize;
import dev.slipway.hypervisor.SerialConsole;
import dev.slipway.hypervisor.SerialOutput;
import dev.slipway.hypervisor.VolumeRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The domains of a host and the rules of their power, the same as libvirt's. Tells of every change. */
final class Domains {
    private final Map<UUID, SimulatedDomain> all = new LinkedHashMap<>();
    private final Map<String, SimulatedDomain> described = new HashMap<>();
    private final Supplier<Disks> disks;
    private final Consumer<DomainSpec> canRun;
    private final Consumer<UUID> changed;
    private final Consumer<UUID> restarted;

    /** @param canRun throws what the host lacks for running this */
    Domains(Supplier<Disks> disks, Consumer<DomainSpec> canRun, Consumer<UUID> changed, Consumer<UUID> restarted) {
        this.disks = disks;
        this.canRun = canRun;
        this.changed = changed;
        this.restarted = restarted;
    }

    synchronized List<DomainObservation> observeAll() {
        return all.values().stream().map(SimulatedDomain::observation).toList();
    }

    synchronized List<GuestUsage> usages() {
        return all.values().stream()
                .filter(SimulatedDomain::isOn)
                .map(SimulatedDomain::usage)
                .toList();
    }

    synchronized Optional<DomainObservation> observe(UUID id) {
        return Optional.ofNullable(all.get(id)).map(SimulatedDomain::observation);
    }

    synchronized List<DomainSpec> specs() {
        return all.values().stream().flatMap(d -> d.spec().stream()).toList();
    }

    synchronized List<String> addresses(UUID id, Duration delay) {
        var domain = require(id);
        return domain.isUpAfter(delay) ? domain.addresses() : List.of();
    }

    synchronized Optional<RunningSize> runsWith(UUID id) {
        return Optional.ofNullable(all.get(id)).flatMap(SimulatedDomain::runsWith);
    }

    synchronized Optional<DomainDescription> describe(UUID id) {
        return Optional.ofNullable(all.get(id)).map(domain -> {
            var words = "simulated domain " + id;
            described.put(words, domain);
            return domain.description(disks.get(), words);
        });
    }

    synchronized void redefine(UUID id, String definition) {
        var domain = described.get(definition);
        if (domain == null || !domain.id().equals(id)) {
            throw new IllegalArgumentException("a definition of another domain than " + id);
        }
        if (all.containsKey(id)) {
            return;
        }
        domain.spec().ifPresent(spec -> spec.volumes().forEach(disks.get()::require));
        all.put(id, domain.defined());
        changed.accept(id);
    }

    synchronized void lockScreen(UUID id) {
        require(id);
    }

    synchronized void rename(UUID id, String name) {
        require(id).rename(name);
        changed.accept(id);
    }

    synchronized void define(DomainSpec spec) {
        spec.volumes().forEach(disks.get()::require);
        var id = spec.vm().value();
        if (all.values().stream().anyMatch(d -> d.name().equals(spec.name()) && !d.id().equals(id))) {
            throw Disks.problem(Kind.REFUSED, "The host has another domain of that name.", spec.name());
        }
        var domain = all.computeIfAbsent(id, i -> new SimulatedDomain(i, spec.name(), Optional.of(spec)));
        domain.redefine(spec);
        changed.accept(id);
    }

    /** A domain that is nobody's business here, such as an administrator's own. */
    synchronized void defineForeign(UUID id, String name) {
        all.putIfAbsent(id, new SimulatedDomain(id, name, Optional.empty()));
        changed.accept(id);
    }

    synchronized void undefine(UUID id) {
        var domain = all.get(id);
        if (domain == null) {
            return;
        }
        if (domain.isOn()) {
            throw Disks.problem(Kind.WRONG_POWER_STATE, "The domain is running.", id.toString());
        }
        all.remove(id);
        changed.accept(id);
    }

    /** As virsh does: what runs goes on running, and is gone when it stops. */
    synchronized void undefineLive(UUID id) {
        var domain = require(id);
        if (domain.isOn()) {
            domain.leaveNoDefinition();
        } else {
            all.remove(id);
        }
        changed.accept(id);
    }

    synchronized void start(UUID id) {
        var domain = require(id);
        if (domain.isOn()) {
            return;
        }
        domain.spec().ifPresent(spec -> {
            spec.volumes().forEach(disks.get()::require);
            canRun.accept(spec);
        });
        if (domain.isHibernated()) {
            domain.wake();
        } else {
            domain.boot();
        }
        changed.accept(id);
    }

    synchronized void hibernate(UUID id) {
        if (require(id).isHibernated()) {
            return;
        }
        requireOn(id).hibernate();
        changed.accept(id);
    }

    synchronized void forgetMemory(UUID id) {
        Optional.ofNullable(all.get(id)).filter(SimulatedDomain::isHibernated).ifPresent(domain -> {
            domain.forgetMemory();
            changed.accept(id);
        });
    }

    synchronized void changeDisc(UUID id, int drive, Optional<VolumeRef> disc) {
        disc.ifPresent(disks.get()::require);
        requireOn(id).changeDisc(drive, disc);
        changed.accept(id);
    }

    /** What runs has it at once. */
    synchronized void attachDisk(UUID id, DataDisk disk) {
        disks.get().require(disk.volume());
        require(id).attach(disk);
        changed.accept(id);
    }

    synchronized void detachDisk(UUID id, DataDisk disk, boolean guestLetsGo) {
        var domain = all.get(id);
        if (domain == null || !domain.has(disk)) {
            return;
        }
        if (domain.isOn() && !guestLetsGo) {
            throw Disks.problem(Kind.IN_USE, "The guest does not let go of the disk. Unmount it first.", disk.serial());
        }
        domain.detach(disk);
        changed.accept(id);
    }

    synchronized void attachNic(UUID id, NicSpec nic) {
        var domain = require(id);
        domain.attach(nic);
        if (domain.isOn()) {
            try {
                domain.spec().ifPresent(canRun);
            } catch (HypervisorProblem e) {
                domain.detach(nic.mac());
                throw e;
            }
        }
        changed.accept(id);
    }

    synchronized void detachNic(UUID id, String mac, boolean guestLetsGo) {
        var domain = all.get(id);
        if (domain == null || !domain.has(mac)) {
            return;
        }
        if (domain.isOn() && !guestLetsGo) {
            throw Disks.problem(Kind.IN_USE, "The guest does not let go of the network card.", mac);
        }
        domain.detach(mac);
        changed.accept(id);
    }

    synchronized void setLink(UUID id, String mac, boolean up) {
        var domain = require(id);
        if (!domain.has(mac)) {
            throw Disks.problem(Kind.REFUSED, "The VM has no such network card on its host.", mac);
        }
        domain.link(mac, up);
        changed.accept(id);
    }

    synchronized Optional<SerialOutput> serialOutput(UUID id, long from, int most) {
        return Optional.ofNullable(all.get(id))
                .flatMap(SimulatedDomain::keptLine)
                .map(line -> line.read(from, most));
    }

    synchronized void boundSerialOutput(long most, int leave) {
        all.values().forEach(domain -> domain.line().bound(most, leave));
    }

    synchronized SerialConsole openSerialConsole(UUID id) {
        var console = new SimulatedSerialConsole(typed -> type(id, typed));
        requireOn(id).line().listen(console);
        return console;
    }

    private synchronized void type(UUID id, byte[] typed) {
        Optional.ofNullable(all.get(id))
                .filter(SimulatedDomain::isOn)
                .ifPresent(domain -> domain.line().type(typed));
    }

    synchronized void say(UUID id, byte[] words) {
        requireOn(id).line().say(words);
    }

    synchronized void keepNothing(UUID id) {
        requireOn(id).line().keepNothing();
    }

    /** The guest opens its drive. */
    synchronized void openDrive(UUID id, int drive) {
        requireOn(id).open(drive);
        changed.accept(id);
    }

    /** The session that is to hear the request, or empty if nobody listens: off, or still booting. */
    synchronized Optional<Long> listening(UUID id, Duration bootDelay) {
        var domain = require(id);
        return domain.isUpAfter(bootDelay) ? Optional.of(domain.session()) : Optional.empty();
    }

    synchronized void halt(UUID id, long session) {
        var domain = all.get(id);
        if (domain != null && domain.isOn() && domain.session() == session) {
            off(domain, PowerReason.GUEST_SHUTDOWN);
        }
    }

    synchronized void reboot(UUID id, boolean obeys) {
        var domain = requireOn(id);
        if (obeys) {
            domain.restart();
            restarted.accept(id);
        }
    }

    synchronized void stop(UUID id, PowerReason why) {
        var domain = all.get(id);
        if (domain != null && domain.isOn()) {
            off(domain, why);
        }
    }

    /** The whole machine lost its power. */
    synchronized void stopAll(PowerReason why) {
        List.copyOf(all.keySet()).forEach(id -> stop(id, why));
    }

    synchronized void pause(UUID id, PowerReason why) {
        requireOn(id).pause(why);
        changed.accept(id);
    }

    synchronized void resume(UUID id) {
        requireOn(id).resume();
        changed.accept(id);
    }

    /** Named by every verb that needs it running. */
    synchronized SimulatedDomain requireOn(UUID id) {
        var domain = require(id);
        if (!domain.isOn()) {
            throw Disks.problem(Kind.WRONG_POWER_STATE, "The domain is off.", id.toString());
        }
        return domain;
    }

    /** As it was, whatever it is now. @param on whether its guest goes on from the memory that was kept */
    synchronized void back(UUID id, Optional<DomainSpec> spec, boolean on) {
        var domain = require(id);
        if (domain.isOn()) {
            domain.stop(PowerReason.POWERED_OFF);
        }
        spec.ifPresent(domain::redefine);
        if (on) {
            domain.spec().ifPresent(canRun);
            domain.boot();
        }
        changed.accept(id);
    }

    /** A guest that comes from another host, as it runs. @throws dev.slipway.hypervisor.HypervisorProblem if it cannot run here */
    synchronized void arrive(SimulatedDomain guest) {
        guest.spec().ifPresent(spec -> {
            spec.volumes().forEach(disks.get()::require);
            canRun.accept(spec);
        });
        all.put(guest.id(), guest);
        changed.accept(guest.id());
    }

    synchronized void depart(SimulatedDomain guest) {
        all.remove(guest.id(), guest);
        changed.accept(guest.id());
    }

    private void off(SimulatedDomain domain, PowerReason why) {
        domain.stop(why);
        if (domain.leavesNoDefinition()) {
            all.remove(domain.id());
        }
        changed.accept(domain.id());
    }

    synchronized SimulatedDomain require(UUID id) {
        var domain = all.get(id);
        if (domain == null) {
            throw Disks.problem(Kind.NO_SUCH_DOMAIN, "The host has no such domain.", id.toString());
        }
        return domain;
    }
}
