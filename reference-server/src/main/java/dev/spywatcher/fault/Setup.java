package dev.spywatcher.fault;

/** What a fault is made of. */
record Setup(Site site, Settings settings) {}
