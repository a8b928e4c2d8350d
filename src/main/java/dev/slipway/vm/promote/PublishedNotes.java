package dev.slipway.vm.promote;

import dev.slipway.catalog.ImageDraft;

/** What the release notes of an image say of how it was made, so that whoever launches from it knows. */
final class PublishedNotes {
    private static final String CLEANED =
            "What identifies the guest and its people was removed from the disk when the image was made (machine id, SSH host"
                    + " keys, authorized keys, cloud-init's memory, logs, histories).";

    private PublishedNotes() {}

    static ImageDraft of(Promotion promotion) {
        var draft = promotion.draft();
        if (promotion.live()) {
            draft = with(draft, RunningWords.taken(promotion.quiet()));
        }
        return promotion.cleaned() ? with(draft, CLEANED) : draft;
    }

    /** @throws dev.slipway.kernel.InvalidRequest if there is no room for these words after the others */
    static ImageDraft longest(ImageDraft draft, boolean live, boolean cleaned) {
        var longest = live ? with(draft, RunningWords.taken(false)) : draft;
        return cleaned ? with(longest, CLEANED) : longest;
    }

    private static ImageDraft with(ImageDraft draft, String words) {
        String notes = draft.releaseNotes();
        return draft.withReleaseNotes(notes.isBlank() ? words : notes.stripTrailing() + "\n\n" + words);
    }
}
