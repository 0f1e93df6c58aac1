/**
 * The account of every delivery: what was sent, who should have had it, and what came, came twice,
 * came late, came out of order, came to the wrong client or did not come.
 *
 * <p>In: subscriptions and packets. Out: a table, JSON, and a page with plots. Start reading at
 * {@link dev.spywatcher.load.account.Ledger}.
 */
@NullMarked
package dev.spywatcher.load.account;

import org.jspecify.annotations.NullMarked;
