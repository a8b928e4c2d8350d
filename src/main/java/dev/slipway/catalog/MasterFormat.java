package dev.slipway.catalog;

import dev.slipway.hypervisor.VolumeFormat;

/** As what a master lies in the image store, and its copies on hosts. */
public enum MasterFormat {
    QCOW2(".qcow2", "base-", VolumeFormat.QCOW2),
    RAW(".iso", "disc-", VolumeFormat.ISO);

    private final String ending;
    private final String beginning;
    private final VolumeFormat onHosts;

    MasterFormat(String ending, String beginning, VolumeFormat onHosts) {
        this.ending = ending;
        this.beginning = beginning;
        this.onHosts = onHosts;
    }

    VolumeFormat onHosts() {
        return onHosts;
    }

    String file(String sha256) {
        return sha256 + ending;
    }

    /** How its copy is called in a host's pool. */
    String volume(String shortened) {
        return beginning + shortened + ending;
    }
}
