package dev.spywatcher.fault;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault as the control API shows it.
 *
 * @param what what the server does while it is on
 * @param rules ids of the rules that it breaks
 * @param parameters its parameters with their defaults
 * @param on its parameters with the values in force; {@code null} where it is off
 */
public record FaultStatus(
    String name,
    String what,
    List<String> rules,
    Map<String, String> parameters,
    @Nullable Map<String, String> on) {}
