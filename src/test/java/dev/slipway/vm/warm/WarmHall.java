package dev.slipway.vm.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.PageRequest;

/** The platform's own project, with an administrator who has pools of VMs of a world there. */
final class WarmHall {
    final VmWorld world;
    final ProjectView payer;
    final Actor administrator;
    final WarmPools pools;

    /** @param account a platform administrator's */
    WarmHall(VmWorld world, UserId account) {
        this.world = world;
        var tag = UUID.randomUUID().toString().substring(0, 8);
        pools = world.bean(WarmPools.class);
        payer = world.bean(Tenants.class).createTenant("Platform " + tag, VmWorld.SYSTEM);
        world.bean(Tenants.class).setMember(payer.id(), account, Role.PROJECT_MEMBER, VmWorld.SYSTEM);
        administrator = world.bean(Actors.class).of(account, "192.0.2.9");
        var none = Arrays.stream(Dimension.values()).collect(Collectors.toMap(d -> d, d -> OptionalLong.empty()));
        world.bean(Quotas.class).limitTenant(payer.tenant(), none, VmWorld.SYSTEM);
        world.bean(Quotas.class)
                .limitMember(payer.tenant(), payer.id(), administrator.requireUser(), none, VmWorld.SYSTEM);
    }

    /** An account takes a while to make, so tests share one. */
    static UserId administrator(VmWorld world) {
        var name = "hal-" + UUID.randomUUID().toString().substring(0, 8);
        var account = world.bean(Users.class).create(name, "Hal", "a long enough password", VmWorld.SYSTEM);
        world.bean(Users.class).setPlatformRole(account.id(), Optional.of(Role.PLATFORM_ADMIN), VmWorld.SYSTEM);
        return account.id();
    }

    WarmPoolDraft draft(int wanted) {
        return new WarmPoolDraft(world.image.version(), world.size.id(), world.network.id(), payer.id(), wanted);
    }

    /** A pool in which so many wait by now. */
    WarmPool filled(int wanted) {
        return awaitReady(pools.create(draft(wanted), administrator), wanted);
    }

    WarmPool awaitReady(WarmPool pool, int ready) {
        return VmWorld.await().until(() -> lookAt(pool), now -> now.ready() == ready && now.coming() == 0);
    }

    /** The portal looks every second; whoever waits for it need not. */
    private WarmPool lookAt(WarmPool pool) {
        world.bean(WarmPoolKeeper.class).look();
        return look(pool);
    }

    WarmPool look(WarmPool pool) {
        return pools.list(administrator).stream()
                .filter(p -> p.id().equals(pool.id()))
                .findFirst()
                .orElseThrow();
    }

    /** VMs that are the platform's now. */
    List<VmId> waiting() {
        return world.vms
                .list(new VmQuery(payer.id(), Optional.empty(), Set.of()), PageRequest.of(0, 50), administrator)
                .map(VmView::id)
                .getContent();
    }

    void limit(Dimension dimension, long limit) {
        world.bean(Quotas.class)
                .limitProject(payer.tenant(), payer.id(), Map.of(dimension, OptionalLong.of(limit)), VmWorld.SYSTEM);
    }

    /** What its project pays for. */
    long paid(Dimension dimension) {
        return world.vms.quota(payer.id(), administrator).stream()
                .filter(line -> line.dimension() == dimension && line.level() == Level.TENANT)
                .findFirst()
                .orElseThrow()
                .used();
    }

    /** Nothing of it stays. */
    void close(WarmPool pool) {
        pools.remove(pool.id(), administrator);
        world.bean(WarmPoolKeeper.class).look();
        VmWorld.await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }
}
