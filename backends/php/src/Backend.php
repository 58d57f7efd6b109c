<?php

declare(strict_types=1);

namespace Weapp;

/** The calls of the template. */
final class Backend
{
    private const PICTURES = '/api/pictures/';

    public function __construct(
        private readonly Store $store,
        private readonly Wechat $wechat,
        private readonly string $publicUrl,
    ) {}

    /** Answers a request; null becomes 204. Pictures are sent directly. */
    public function answer(string $method, string $path): ?array
    {
        if ($method === 'GET' && str_starts_with($path, self::PICTURES)) {
            $this->sendPicture(substr($path, strlen(self::PICTURES)));
        }
        $methods = match ($path) {
            '/api/health' => ['GET' => fn() => ['status' => 'ok']],
            '/api/login' => ['POST' => $this->login(...)],
            '/api/logout' => ['POST' => $this->logout(...)],
            '/api/session' => ['GET' => $this->readSession(...)],
            '/api/profile' => ['GET' => $this->readProfile(...), 'PUT' => $this->writeProfile(...)],
            '/api/profile/wechat' => ['POST' => $this->writeWechatProfile(...)],
            '/api/phone' => ['POST' => $this->bindPhone(...)],
            '/api/avatar' => ['POST' => $this->uploadPicture(...)],
            '/api/account' => ['DELETE' => $this->deleteAccount(...)],
            default => throw new Problem(404, 'not_found', 'There is nothing here.'),
        };
        $allowed = implode(', ', array_keys($methods));
        $call = $methods[$method] ?? throw new Problem(405, 'method_not_allowed', "This address takes $allowed.");
        return $call();
    }

    private function login(): array
    {
        $body = Request::json();
        $code = Request::text($body, 'code', 256);
        $change = Request::profile($body);
        [$token, $user] = $this->store->signIn($this->wechat->codeToSession($code), $change, Request::token());
        return ['token' => $token, 'expiresIn' => Store::SESSION_SECONDS, 'user' => $user];
    }

    private function logout(): null
    {
        $this->store->signOut(Request::requireToken());
        return null;
    }

    private function readSession(): array
    {
        $row = $this->signedIn();
        return ['user' => Store::shown($row), 'expiresIn' => $row['ends'] - time()];
    }

    private function readProfile(): array
    {
        return Store::shown($this->signedIn());
    }

    private function writeProfile(): array
    {
        $row = $this->signedIn();
        return $this->store->changeProfile($row['id'], Request::profile(Request::json()));
    }

    private function writeWechatProfile(): array
    {
        $row = $this->signedIn();
        $body = Request::json();
        $rawData = Request::text($body, 'rawData', 8192);
        $signature = Request::text($body, 'signature', 40);
        $content = $this->decrypted($body, $row['session_key']);
        if (!Encrypted::isSigned($rawData, $signature, $row['session_key'])) {
            throw new Problem(400, 'signature_invalid', 'rawData is not what WeChat signed.');
        }
        if (($content['openId'] ?? $row['openid']) !== $row['openid']) {
            throw new Problem(400, 'encrypted_data_invalid', 'Encrypted for another user.');
        }
        return $this->store->changeProfile($row['id'], Request::profile($content));
    }

    private function bindPhone(): array
    {
        $row = $this->signedIn();
        $body = Request::json();
        $number = array_key_exists('code', $body)
            ? $this->wechat->phoneNumber(Request::text($body, 'code', 256))
            : $this->decrypted($body, $row['session_key'])['purePhoneNumber'] ?? null;
        if (!is_string($number)) {
            throw new Problem(400, 'encrypted_data_invalid', 'This holds no phone number.');
        }
        return ['phoneNumber' => $this->store->bindPhone($row['id'], $number)['phoneNumber']];
    }

    private function uploadPicture(): array
    {
        $row = $this->signedIn();
        [$type, $bytes] = Request::picture();
        $user = $this->store->keepPicture($row['id'], $type, $bytes, $this->publicUrl . self::PICTURES);
        return ['avatarUrl' => $user['avatarUrl']];
    }

    private function deleteAccount(): null
    {
        $this->store->delete($this->signedIn()['id']);
        return null;
    }

    private function signedIn(): array
    {
        return $this->store->session(Request::requireToken()) ?? throw Problem::sessionExpired();
    }

    private function decrypted(array $body, string $sessionKey): array
    {
        $data = Request::text($body, 'encryptedData', 16384);
        return Encrypted::open($data, Request::text($body, 'iv', 24), $sessionKey, $this->wechat->appid);
    }

    private function sendPicture(string $name): never
    {
        $picture = $this->store->picture($name) ?? throw new Problem(404, 'not_found', 'There is no such picture.');
        header("Content-Type: {$picture['type']}");
        header('Cache-Control: public, max-age=31536000, immutable');
        header("Content-Security-Policy: default-src 'none'; sandbox"); // user content: no scripts
        exit($picture['bytes']);
    }
}
