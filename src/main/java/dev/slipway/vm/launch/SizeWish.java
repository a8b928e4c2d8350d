package dev.slipway.vm.launch;

import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;

/** How large a VM is to be: a size of the catalogue, or amounts within what the platform allows. */
public sealed interface SizeWish {
    record Curated(SizeId size) implements SizeWish {
        @Override
        public String toString() {
            return size.toString();
        }
    }

    record Custom(Resources resources) implements SizeWish {
        @Override
        public String toString() {
            return "custom " + resources.vcpus() + " " + resources.memoryMib() + " " + resources.diskMib();
        }
    }
}
