/**
 * What people are told of: in the portal, by e-mail, by webhooks, as each of them chooses. Invariants: a notification is
 * written in the transaction of what it tells of; nobody reads one about something that is not theirs to see any more; what
 * is on its way to somebody is there until it arrived or has an end with a reason.
 *
 * <p>A new thing to tell the owner of a VM needs nothing here but its action in {@link dev.slipway.notice.VmNews}: it is
 * enough that it is told to the audit.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "identity", "live", "operation", "quota", "quota :: request", "intake :: fetch"
        })
@NullMarked
package dev.slipway.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
