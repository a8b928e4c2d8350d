/**
 * What people are told of: in the portal, by e-mail, by webhooks, as each of them chooses. Invariants: a notification is
 * written in the transaction of what it tells of; nobody reads one about something that is not theirs to see any more; what
 * is on its way to somebody is there until it arrived or has an end with a reason.
 *
 * <p>What happens to a VM is heard as it is told to the audit: a new action needs a line in
 * {@link dev.slipway.notice.VmNews} and nothing else. What has an event of its own, such as the end of an operation, has a
 * listener of its own.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "identity", "live", "operation", "quota", "quota :: request", "intake :: fetch"
        })
@NullMarked
package dev.slipway.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
