package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import org.springframework.stereotype.Service;

/** Makes actors, with the roles they hold at this moment. */
@Service
public class Actors {
    /** Who is signed in on this thread (session or token). @throws dev.slipway.kernel.Forbidden if nobody is */
    public Actor current() {
        throw new UnsupportedOperationException();
    }

    /** For work that goes on when the request is over, such as an open socket: roles are read anew. @throws dev.slipway.kernel.NotFound if the user is gone or disabled */
    public Actor of(UserId user, String origin) {
        throw new UnsupportedOperationException();
    }
}
