package dev.slipway.ui.vm;

import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actors;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.VmView;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.resize.Resizes;
import dev.slipway.vm.resize.WaitingSize;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the dialog asks and does that gives a VM another size. */
@Component
class Resizing {
    private final Resizes resizes;
    private final Sizes sizes;
    private final CustomSizes custom;
    private final Actors actors;

    Resizing(Resizes resizes, Sizes sizes, CustomSizes custom, Actors actors) {
        this.resizes = resizes;
        this.sizes = sizes;
        this.custom = custom;
        this.actors = actors;
    }

    void open(VmView vm) {
        List<SizeView> usable = sizes.usable(vm.scope(), actors.current());
        new ResizeDialog(vm, usable, custom.range(actors.current()), this).open();
    }

    QuotaPreview quote(VmView vm, SizeWish wish) {
        return resizes.quote(vm.id(), wish, actors.current());
    }

    Optional<WaitingSize> waiting(VmView vm) {
        return resizes.waiting(vm.id(), actors.current());
    }

    void cancel(VmView vm) {
        resizes.cancel(vm.id(), actors.current());
    }

    void resize(VmView vm, SizeWish wish) {
        resizes.resize(vm.id(), wish, actors.current());
    }
}
