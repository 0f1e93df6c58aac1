/**
 * The people of a scenario. Each one is a pure function of the seed and a number, so that nobody
 * has to be remembered to be met again, and a million cost no more memory than ten.
 *
 * <p>In: a {@link dev.spywatcher.scenario.Scenario} and a seed. Out: a {@link
 * dev.spywatcher.population.Crowd} for each guild, who {@code traffic} lets act. {@link
 * dev.spywatcher.population.Chance} is where all randomness comes from. Start reading at {@code
 * Population}.
 */
@NullMarked
package dev.spywatcher.population;

import org.jspecify.annotations.NullMarked;
