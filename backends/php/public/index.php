<?php

// A backend in PHP for the template: curl, openssl and SQLite. Only this folder is the web server's.
//
// Environment:
//   WECHAT_APPID, WECHAT_SECRET  of the mini-program
//   WECHAT      base URL of WeChat (https://api.weixin.qq.com)
//   PUBLIC_URL  the address that phones see, for pictures (http://127.0.0.1:PORT)
//   DATA        its SQLite file (data/backend.sqlite, outside of what the web server serves)

declare(strict_types=1);

namespace Weapp;

spl_autoload_register(
    fn(string $class) => require dirname(__DIR__) . '/src/' . basename(strtr($class, '\\', '/')) . '.php',
);

ini_set('display_errors', '0'); // into the log, never into an answer
ini_set('log_errors', '1');

function env(string $name, string $otherwise): string
{
    return getenv($name) ?: $otherwise;
}

function refuse(Problem $problem, string $requestId): void
{
    http_response_code($problem->status);
    if ($problem->status === 429 || $problem->status === 503) {
        header('Retry-After: ' . ($problem->status === 429 ? 60 : 1));
    }
    $error = ['code' => $problem->name, 'message' => $problem->getMessage(), 'requestId' => $requestId];
    echo json_encode(['error' => $error], JSON_INVALID_UTF8_SUBSTITUTE);
}

$requestId = bin2hex(random_bytes(8));
header('Content-Type: application/json; charset=utf-8');
header('Cache-Control: no-store');
header('X-Content-Type-Options: nosniff');
header("X-Request-Id: $requestId");
header_remove('X-Powered-By');
try {
    $data = env('DATA', dirname(__DIR__) . '/data/backend.sqlite');
    is_dir(dirname($data)) || mkdir(dirname($data), 0700, true);
    $store = new Store($data);
    $wechat = new Wechat(
        env('WECHAT', 'https://api.weixin.qq.com'),
        env('WECHAT_APPID', 'wx5ec7e70000000001'),
        env('WECHAT_SECRET', '5ec7e75ec7e75ec7e75ec7e75ec7e75e'),
        $store,
    );
    $publicUrl = rtrim(env('PUBLIC_URL', "http://127.0.0.1:{$_SERVER['SERVER_PORT']}"), '/');
    $path = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    $answer = (new Backend($store, $wechat, $publicUrl))->answer($_SERVER['REQUEST_METHOD'], $path);
    if ($answer === null) {
        http_response_code(204);
    } else {
        echo json_encode($answer, JSON_THROW_ON_ERROR);
    }
} catch (Problem $problem) {
    refuse($problem, $requestId);
} catch (\Throwable $fault) {
    // of this program: its log says which, without the values that it worked on
    error_log(
        json_encode([
            'request' => $requestId,
            'error' => $fault::class,
            'at' => "{$fault->getFile()}:{$fault->getLine()}",
        ]),
    );
    refuse(new Problem(500, 'internal', 'The log says why.'), $requestId);
}
