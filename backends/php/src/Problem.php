<?php

declare(strict_types=1);

namespace Weapp;

/** A refusal, answered as {"error": {"code", "message", "requestId"}}. The template branches on the code. */
final class Problem extends \RuntimeException
{
    public function __construct(public readonly int $status, public readonly string $name, string $message)
    {
        parent::__construct($message);
    }

    public static function invalid(string $message): self
    {
        return new self(400, 'invalid_request', $message);
    }

    public static function sessionExpired(): self
    {
        return new self(401, 'session_expired', 'This session is over. Sign in again.');
    }
}
