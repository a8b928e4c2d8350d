package dev.slipway.vm.backup;

/** What a VM that is made of a backup is to be called. @param start whether it is to be on */
public record RestoreRequest(String name, boolean start) {}
