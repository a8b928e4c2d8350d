package dev.slipway.vm.nic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param most how many network cards a VM may have, the one that it was launched with among them */
@ConfigurationProperties("slipway.vm.nics")
record NicSettings(@DefaultValue("4") int most) {
    NicSettings {
        if (most < 1 || most > 16) {
            throw new IllegalArgumentException("slipway.vm.nics.most must be from 1 to 16");
        }
    }
}
