<?php

declare(strict_types=1);

namespace Weapp;

/** The request that PHP is answering, read with limits. */
final class Request
{
    private const PROFILE_LIMITS = [
        'nickName' => 64,
        'avatarUrl' => 1024,
        'city' => 64,
        'province' => 64,
        'country' => 64,
    ];
    private const JSON_LIMIT = 64 << 10;
    private const JSON_DEPTH = 64;
    private const PICTURE_LIMIT = 2 << 20;
    private const PICTURES = [
        'image/png' => '/^\x89PNG\r\n\x1a\n/',
        'image/jpeg' => '/^\xff\xd8\xff/',
        'image/gif' => '/^GIF8[79]a/',
        'image/webp' => '/^RIFF.{4}WEBP/s',
    ];

    public static function token(): string
    {
        $header = $_SERVER['HTTP_AUTHORIZATION'] ?? '';
        return preg_match('/^Bearer ([\w-]{1,512})$/iD', $header, $match) ? $match[1] : '';
    }

    public static function requireToken(): string
    {
        return self::token() ?: throw new Problem(401, 'token_missing', 'Send Authorization: Bearer and the token.');
    }

    /** The body's one JSON object. Fields that the caller does not know are ignored. */
    public static function json(): array
    {
        if (!preg_match('#^application/json\s*(;|$)#i', $_SERVER['CONTENT_TYPE'] ?? '')) {
            throw new Problem(415, 'unsupported_media_type', 'Send JSON, as application/json.');
        }
        $text = (string) file_get_contents('php://input', length: self::JSON_LIMIT + 1);
        if (strlen($text) > self::JSON_LIMIT) {
            throw new Problem(413, 'body_too_large', 'The body is over 64 KB.');
        }
        $body = json_decode($text, depth: self::JSON_DEPTH); // refuses half surrogate pairs and wrong UTF-8
        if (json_last_error() !== JSON_ERROR_NONE) {
            throw new Problem(400, 'invalid_json', 'The body is no JSON.');
        }
        return is_object($body) ? (array) $body : throw Problem::invalid('The body must be an object.');
    }

    public static function text(array $body, string $name, int $limit, int $shortest = 1): string
    {
        $text = $body[$name] ?? null;
        $length = is_string($text) ? mb_strlen($text) : -1;
        if ($length >= $shortest && $length <= $limit) {
            return $text;
        }
        throw Problem::invalid("$name: must be a text of $shortest to $limit characters");
    }

    /** The fields of a profile that a request changes. */
    public static function profile(array $body): array
    {
        $change = [];
        foreach (self::PROFILE_LIMITS as $name => $limit) {
            if (array_key_exists($name, $body)) {
                $change[$name] = self::text($body, $name, $limit, 0);
            }
        }
        if (!preg_match('#^(https?://\S+)?$#D', $change['avatarUrl'] ?? '')) {
            throw Problem::invalid('avatarUrl: must be an http(s) address, or empty');
        }
        if (array_key_exists('gender', $body)) {
            $isGender = in_array($body['gender'], [0, 1, 2], true);
            $change['gender'] = $isGender ? $body['gender'] : throw Problem::invalid('gender: must be 0, 1 or 2');
        }
        return $change;
    }

    /**
     * The picture in the multipart field `file`, as wx.uploadFile sends it. Its type is detected by
     * its first bytes; the client's file name and type are ignored.
     *
     * @return array{string, string} type and bytes
     */
    public static function picture(): array
    {
        if (!str_starts_with(strtolower($_SERVER['CONTENT_TYPE'] ?? ''), 'multipart/form-data')) {
            throw new Problem(415, 'unsupported_media_type', 'Send the picture as multipart/form-data.');
        }
        $isOverPostLimit =
            $_FILES === [] && $_POST === [] && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > self::PICTURE_LIMIT;
        $file = $_FILES['file'] ?? null;
        if (
            $isOverPostLimit ||
            ($file !== null && ($file['error'] !== UPLOAD_ERR_OK || $file['size'] > self::PICTURE_LIMIT))
        ) {
            throw new Problem(413, 'body_too_large', 'The picture is over 2 MB.');
        }
        if ($file === null || !is_string($file['tmp_name'])) {
            throw Problem::invalid('file: is missing; send the picture in this field');
        }
        $bytes = (string) file_get_contents($file['tmp_name']);
        foreach (self::PICTURES as $type => $start) {
            if (preg_match($start, $bytes)) {
                return [$type, $bytes];
            }
        }
        throw new Problem(415, 'picture_unsupported', 'The file is no PNG, JPEG, GIF or WebP picture.');
    }
}
