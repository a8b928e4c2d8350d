package dev.slipway.ui.vm;

import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.SizeId;
import dev.slipway.ui.component.Sizing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sizes, as cards. Those that the image is not launched with cannot be chosen, and say why; nor those beyond the quota, unless one may ask for more. */
class SizeChoice extends ChoiceCards<SizeView> {
    private final List<SizeView> sizes;
    private Map<SizeId, String> unfit = Map.of();
    private Map<SizeId, String> beyondQuota = Map.of();
    private boolean mayAsk;

    SizeChoice(List<SizeView> sizes) {
        super("Size", SizeView::name, s -> List.of());
        this.sizes = sizes;
        addClassName("small");
        describe(this::lines);
        setItemEnabledProvider(this::canBeChosen);
        offer(sizes, Optional.empty());
    }

    /** @param unfit why the image is not launched with it @param beyondQuota why not, in a sentence @param mayAsk for more than the quota */
    void refuse(Map<SizeId, String> unfit, Map<SizeId, String> beyondQuota, boolean mayAsk) {
        if (this.unfit.equals(unfit) && this.beyondQuota.equals(beyondQuota) && this.mayAsk == mayAsk) {
            return;
        }
        this.unfit = unfit;
        this.beyondQuota = beyondQuota;
        this.mayAsk = mayAsk;
        // Not all at once: that would forget which is chosen.
        sizes.forEach(getListDataView()::refreshItem);
        if (getOptionalValue().filter(this::canBeChosen).isEmpty()) {
            sizes.stream().filter(this::canBeChosen).findFirst().ifPresent(this::setValue);
        }
    }

    private boolean canBeChosen(SizeView size) {
        return !unfit.containsKey(size.id()) && (mayAsk || !beyondQuota.containsKey(size.id()));
    }

    private List<String> lines(SizeView size) {
        var r = size.resources();
        return Stream.of(
                        Optional.of(Sizing.vcpus(r.vcpus()) + " · " + Sizing.mib(r.memoryMib())),
                        Optional.of(Sizing.mib(r.diskMib()) + " disk"),
                        Optional.ofNullable(unfit.get(size.id())),
                        Optional.ofNullable(beyondQuota.get(size.id())))
                .flatMap(Optional::stream)
                .toList();
    }
}
