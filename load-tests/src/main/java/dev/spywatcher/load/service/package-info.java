/**
 * One service as processes: a Redis, the servers that share it, and the ways between them, each of
 * which can be made to fail.
 *
 * <p>In: how many servers, with which options. Out: their URLs and process ids. Whatever is started
 * ends with this process, however that ends. Start reading at {@link
 * dev.spywatcher.load.service.Servers}.
 */
@NullMarked
package dev.spywatcher.load.service;

import org.jspecify.annotations.NullMarked;
