package dev.slipway.vm.serial;

import java.util.Optional;

/**
 * A piece of what a VM said on its serial line, as text: without what only a terminal understands.
 *
 * @param text empty if nothing is kept, and if nothing more was said
 * @param from where it begins in what is kept, in bytes
 * @param next where to go on
 * @param size how much is kept in all; less than {@code from} was asked for if older output was cut away meanwhile
 * @param nothingKept why, if nothing is
 */
public record SerialText(String text, long from, long next, long size, Optional<String> nothingKept) {
    static SerialText none(String why) {
        return new SerialText("", 0, 0, 0, Optional.of(why));
    }
}
