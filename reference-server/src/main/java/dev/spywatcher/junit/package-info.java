/**
 * For tests of a client in JUnit Jupiter: a server of its own for each test, whose time stands
 * still until the test moves it.
 *
 * <p>Start reading at {@link dev.spywatcher.junit.SpyWatcher}. JUnit itself is the user's: nothing
 * else of this module needs it.
 */
@NullMarked
package dev.spywatcher.junit;

import org.jspecify.annotations.NullMarked;
