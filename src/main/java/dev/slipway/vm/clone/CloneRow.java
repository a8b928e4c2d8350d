package dev.slipway.vm.clone;

import java.util.UUID;

/**
 * A VM that is made of another one.
 *
 * @param position among those that are made of it at once, from 0
 * @param starts whether it is to be on
 * @param settled whether it needs the other one's disk no longer
 */
record CloneRow(UUID loan, int position, String sourceName, boolean starts, boolean settled) {}
