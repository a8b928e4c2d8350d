package dev.slipway.vm.seed;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What administrators have cloud-init of every new guest do besides what its owner wants, such as trusting the company's
 * certificates. Where the two contradict each other, the owner's counts. Every guest can read it, so it holds no secrets.
 */
@Service
public class VendorData {
    /** There is one, and the record of changes wants an id. */
    private static final UUID THE_ONE = new UUID(0, 2);

    private final VendorDataRow row;
    private final ApplicationEventPublisher events;

    VendorData(VendorDataRow row, ApplicationEventPublisher events) {
        this.row = row;
        this.events = events;
    }

    /** Empty if guests are told nothing. For those who may read about images everywhere. */
    @Transactional(readOnly = true)
    public Optional<String> text(Actor actor) {
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return row.read();
    }

    /**
     * For VMs that are launched from now on; what runs is not told.
     *
     * @param text {@code #cloud-config} YAML or a script with {@code #!}, at most 16 KiB
     * @throws dev.slipway.kernel.InvalidRequest if cloud-init could not use it
     */
    @Audited("vendor-data.set")
    @Transactional
    public void set(String text, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        row.write(UserData.checkedOfVendor(text));
        tell("vendor-data.set", text, actor);
    }

    /** Nothing there already: done. */
    @Audited("vendor-data.clear")
    @Transactional
    public void clear(Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        if (row.clear()) {
            tell("vendor-data.clear", "Guests are told nothing.", actor);
        }
    }

    private void tell(String action, String words, Actor actor) {
        events.publishEvent(actor.did(action, "vendor-data", THE_ONE, "Vendor data", null, words));
    }
}
