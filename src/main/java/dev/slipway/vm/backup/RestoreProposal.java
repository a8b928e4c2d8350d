package dev.slipway.vm.backup;

import java.util.List;

/** What a VM that is made of a backup would be like. @param name that nobody may have @param words for people */
public record RestoreProposal(String name, List<String> words) {
    public RestoreProposal {
        words = List.copyOf(words);
    }
}
