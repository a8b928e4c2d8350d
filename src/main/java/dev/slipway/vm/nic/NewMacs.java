package dev.slipway.vm.nic;

import dev.slipway.kernel.NotFound;
import dev.slipway.network.MacAddresses;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Hardware addresses for new network cards. They are drawn from some millions, so with many VMs one is drawn twice now and then. */
@Component
public class NewMacs {
    private static final int ATTEMPTS = 8;

    private final MacAddresses macs;

    NewMacs(MacAddresses macs) {
        this.macs = macs;
    }

    /**
     * @param write the card's row with that address, which the database refuses if another card has it
     * @throws dev.slipway.kernel.NoCapacity if there is none left
     * @throws NotFound if its network was deleted in this very moment
     */
    public void draw(Consumer<String> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                write.accept(macs.draw());
                return;
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw macs.exhausted();
                }
            } catch (DataIntegrityViolationException e) {
                throw NotFound.of("network");
            }
        }
    }
}
