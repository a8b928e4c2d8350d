package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import dev.slipway.storage.StoragePools;
import org.springframework.stereotype.Component;

/** Where files came from, in words. */
@Component
class IntakeOrigins {
    private final StoragePools pools;

    IntakeOrigins(StoragePools pools) {
        this.pools = pools;
    }

    String words(Intake intake, Actor actor) {
        return intake.url()
                .map(url -> "From "
                        + VolumeAddress.parse(url)
                                .map(volume -> volume.volume() + place(volume, actor))
                                .orElse(url))
                .orElseGet(() -> "Sent by " + intake.ownerName());
    }

    private String place(VolumeAddress volume, Actor actor) {
        try {
            var pool = pools.get(volume.pool(), actor);
            return ", in pool " + pool.name() + " of a host";
        } catch (NotFound e) {
            return ", in a pool that is not there any more";
        }
    }
}
